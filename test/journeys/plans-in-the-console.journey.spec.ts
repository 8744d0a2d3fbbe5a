import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { calendarDateIn } from '@zhuji/kernel'
import { field } from './console-page.js'
import { inTheConsole } from './console-system.js'

const NAME = '井岗路三校打包项目'
const today = calendarDateIn('Asia/Shanghai', new Date())
const year = today.slice(0, 4)
const notPublished = String(Number(year) + 5)

inTheConsole('programmes, packages and working days at the console', (system) => {
  const projectId = randomUUID()

  beforeAll(async () => {
    await system.given('project-office', 'registry/projects', {
      projectId,
      localCode: 'P-1',
      name: NAME,
      facilityKind: 'primary-school',
      regionCode: '340104',
      ownerUnit: { id: 'edu-bureau', name: '合肥市教育局' },
      capacity: [{ kind: 'school-places', amount: 1620 }],
      approvedBudgetFen: 12_000_000_000,
      reportEveryDays: 30,
      occurredOn: '2026-01-01',
    })
    const start = { milestone: 'start', occurredOn: '2026-03-02' }
    await system.given('project-office', `milestones/projects/${projectId}/milestones-reached`, start)
  }, 60_000)

  const send = (page: Page) => page.locator('form button[type="submit"]').click()

  it('a programme is issued with a rhythm, and the project it names shows whose reports it owes', async () => {
    const page = await system.signedIn('administrator', '/programmes')
    await page.locator('.page-head a[href$="/new"]').click()
    await field(page, 'name').fill('重点项目影像存档')
    await field(page, 'issuer').fill('市人民政府')
    await field(page, 'issuerId').fill('city-government')
    await field(page, 'base').fill('1')
    await field(page, 'find').fill(NAME)
    await page.locator('.target-line button').filter({ hasText: NAME }).click()
    await field(page, 'rhythm').selectOption('weekly')
    await page.getByText('须附照片').click()
    await send(page)
    await page.locator('.recorded').waitFor()
    await page.goto(`${system.origin}/projects/${projectId}`)
    await page.getByText('周调度（周五，须附照片） · 按《重点项目影像存档》第 1 版').waitFor()
    expect(await page.locator('ol.periods').count()).toBe(2)
    expect(await page.getByText('按项目登记').count()).toBeGreaterThan(0)
  }, 120_000)

  it('it is revised from the version in force, with a reason, and becomes its second version', async () => {
    const page = await system.signedIn('administrator', '/programmes')
    await page.getByRole('link', { name: '重点项目影像存档' }).click()
    await page.locator('.page-head a[href$="/revise"]').click()
    expect(await field(page, 'rhythm').inputValue()).toBe('weekly')
    await page.locator('.named-projects').getByText(NAME).waitFor()
    await field(page, 'rhythm').selectOption('ten-days')
    expect(await page.locator('form button[type="submit"]').isDisabled()).toBe(true)
    await field(page, 'reason').fill('改为旬报')
    const readAgain = page.waitForResponse(
      (response) => response.url().includes('/registry/programmes/') && response.request().method() === 'GET',
    )
    await send(page)
    await page.getByText('已下达，第 2 版').waitFor()
    await readAgain
    await page.getByRole('link', { name: '查看任务清单' }).click()
    await page.locator('.page-head a[href$="/revise"]').waitFor()
  }, 120_000)

  it('a package shows what it keeps while its parts are written down, is refused by name, and lists them afterwards', async () => {
    const page = await system.signedIn('project-office', `/projects/${projectId}`)
    await page.locator('nav.actions a[href$="/unbundling"]').click()
    const part = (number: number, what: string) => page.getByLabel(`第 ${number} 部分：${what}`)
    const kept = page.locator('tr[data-share="keeps"]')
    await part(1, '名称').fill('东校区')
    await part(1, '学位').fill('900')
    await part(1, '概算').fill('8000')
    await part(2, '名称').fill('西校区')
    await part(2, '学位').fill('600')
    await part(2, '概算').fill('5000')
    await field(page, 'reason').fill('按校区分别建设')
    expect(await kept.textContent()).toContain('120−1,000.00 万元')
    await send(page)
    await page.getByText('各部分概算合计 1.30 亿元，超过打包项目概算 1.20 亿元').waitFor()
    await part(2, '概算').fill('3000')
    expect(await kept.textContent()).toContain('1201,000.00 万元')
    await send(page)
    await page.getByText('已拆分为 2 个项目').waitFor()
    await page.locator('a.back').click()
    await page.getByText('2 个项目，概算合计 1.10 亿元').waitFor()
    expect(await page.getByRole('link', { name: '东校区' }).count()).toBe(1)
  }, 120_000)

  it('working days of a year nobody has published are said to be provisional until an administrator sets them', async () => {
    const office = await system.signedIn('project-office', `/working-days?year=${notPublished}`)
    await office.getByText('的放假安排尚未公布').waitFor()
    expect(await office.locator('button.calendar-day').count()).toBe(0)
    const page = await system.signedIn('administrator', `/working-days?year=${notPublished}`)
    const before = Number((await page.getByText(/全年 \d+ 个工作日/).textContent())!.match(/\d+/)![0])
    const firstWorked = page.locator('button.calendar-day:not(.calendar-free)').first()
    await firstWorked.click()
    expect(await page.locator('.calendar-set-days li').count()).toBe(1)
    await field(page, 'reason').fill('国务院办公厅关于部分节假日安排的通知')
    await send(page)
    await page.getByText('本系统设定（').waitFor()
    expect(await page.getByText(`全年 ${before - 1} 个工作日`).count()).toBe(1)
    expect(await page.getByText('的放假安排尚未公布').count()).toBe(0)
  }, 120_000)
})
