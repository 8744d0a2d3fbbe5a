import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { eventually } from '@zhuji/testing'
import { field } from './console-page.js'
import { inTheConsole } from './console-system.js'

/** The day the page begins with. */
const today = () => new Date().toLocaleDateString('sv-SE')

const [payer, receiver] = ['井岗路第三小学', '振兴路幼儿园'] as const

inTheConsole('the finance unit at the console', (system) => {
  const ids = [randomUUID(), randomUUID()] as const
  const agreementId = randomUUID()

  beforeAll(async () => {
    for (const [place, name] of [payer, receiver].entries()) await aSchool(ids[place]!, name)
    const projectIds = [...ids]
    const agreement = { agreementId, name: '校舍加固总承包协议', counterparty: '安徽某建设集团', projectIds }
    const signed = { ...agreement, amountFen: 50_000_000, documentNumber: 'XY-1', occurredOn: '2026-02-01' }
    await system.given('finance', 'funding/agreements', signed)
    const months = [4, 5].map((month) => ({ month: `2026-0${month}`, source: 'special-bond', amountFen: 20_000_000 }))
    await system.given('finance', `funding/projects/${ids[0]}/disbursement-plans`, { months, occurredOn: '2026-03-01' })
  }, 60_000)

  async function aSchool(projectId: string, name: string): Promise<void> {
    await system.given('project-office', 'registry/projects', {
      projectId,
      localCode: `M-${projectId}`,
      name,
      facilityKind: 'primary-school',
      regionCode: '340104',
      ownerUnit: { id: 'edu-bureau', name: '合肥市教育局' },
      approvedBudgetFen: 1_000_000_000,
      occurredOn: '2026-01-01',
    })
    const money = { entry: 'funds-in-place', amountFen: 100_000_000, source: 'special-bond', documentNumber: 'DW-1' }
    await system.given('finance', `funding/projects/${projectId}/entries`, { ...money, occurredOn: '2026-03-01' })
  }

  const money = async (page: Page, amountWan: string, documentNumber: string) => {
    await field(page, 'amountFen').fill(amountWan)
    await field(page, 'source').selectOption('special-bond')
    await field(page, 'documentNumber').fill(documentNumber)
  }

  it('shares a payment of an agreement, and sees the rest while it types', async () => {
    const page = await system.signedIn('finance', `/agreements/${agreementId}`, 390)
    await money(page, '30', 'ZF-1')
    await field(page, `share.${ids[0]}`).fill('20')
    await page.locator('[data-rest="10000000"]').waitFor()
    await field(page, `share.${ids[1]}`).fill('10')
    await page.locator('[data-rest="0"]').waitFor()
    await page.locator('.entry form button[type="submit"]').click()
    await page.locator('[data-trial="accepted"]').waitFor()
    await page.locator('.trial button.primary').click()
    await page.locator('.payment-line').filter({ hasText: 'ZF-1' }).waitFor()
    expect(await page.locator('.payment-shares li').count()).toBe(2)
    await money(page, '30', 'ZF-2')
    await field(page, `share.${ids[0]}`).fill('30')
    await page.locator('.entry form button[type="submit"]').click()
    await page.locator('[data-trial="refused"]').filter({ hasText: '超协议' }).waitFor()
  }, 120_000)

  it('changes an agreement for a reason, and sees what would be open while it types', async () => {
    const page = await system.signedIn('finance', `/agreements/${agreementId}`)
    await page.locator('nav.actions a[href$="/change"]').click()
    await page.getByRole('heading', { name: '协议变更' }).waitFor()
    await field(page, 'amountFen').fill('10')
    await page.locator('[data-agreed="60000000"]').filter({ hasText: '未支付 30.00' }).waitFor()
    await field(page, 'documentNumber').fill('XYBG-1')
    expect(await page.locator('form button[type="submit"]').isDisabled()).toBe(true)
    await field(page, 'reason').fill('增项')
    await page.locator('form button[type="submit"]').click()
    await page.locator('.money-parts').filter({ hasText: '60.00' }).waitFor()
  }, 120_000)

  it('takes a payment back whole, after seeing every project without it', async () => {
    const page = await system.signedIn('finance', `/agreements/${agreementId}`, 390)
    await page.locator('.payment-line').filter({ hasText: 'ZF-1' }).locator('a[href$="/reversal"]').click()
    await page.getByRole('heading', { name: '冲销整笔支付' }).waitFor()
    await field(page, 'documentNumber').fill('CX-1')
    await field(page, 'reason').fill('分摊有误')
    await page.locator('.entry form button[type="submit"]').click()
    await page.locator('[data-trial="accepted"] details').nth(1).waitFor()
    await page.locator('.trial button.primary').click()
    await page.locator('.payment-line.reversed').filter({ hasText: 'CX-1' }).waitFor()
    expect(await page.locator('a[href$="/reversal"]').count()).toBe(0)
  }, 120_000)

  it('plans payments by month beside what was paid, and a new version says why', async () => {
    const page = await system.signedIn('finance', `/projects/${ids[0]}/disbursement-plan`, 390)
    await page.locator('.months tbody tr').nth(1).waitFor()
    await page.getByRole('button', { name: '添加月份' }).click()
    await page.locator('tr[data-month="2026-06"] input[type="text"]').fill('15.5')
    await page.locator('[data-months-sum="55500000"]').waitFor()
    expect(await page.locator('form button[type="submit"]').isDisabled()).toBe(true)
    await field(page, 'reason').fill('主体提前封顶')
    await page.locator('form button[type="submit"]').click()
    await page.locator('.recorded').waitFor()
  }, 120_000)

  it('leaves the office to say in a plan what is put in place in which month', async () => {
    const page = await system.signedIn('project-office', `/projects/${ids[1]}/plan`)
    await field(page, 'needOn').fill('2031-09-01')
    await page.locator('[data-field="investment"] summary').click()
    await page.getByRole('button', { name: '添加月份' }).click()
    await page.locator('.months input[type="month"]').fill('2027-03')
    await page.locator('tr[data-month="2027-03"] input[type="text"]').fill('620')
    await page.locator('form button[type="submit"]').click()
    await page.locator('.recorded').waitFor()
    expect(await system.get('auditor', `milestones/projects/${ids[1]}`)).toMatchObject({
      plan: { investment: [{ month: '2027-03', amountFen: 620_000_000 }] },
    })
  }, 120_000)

  it('posts a payment that looks like another one only with the reason why it is none, and takes it back', async () => {
    const payment = { entry: 'disbursement', amountFen: 10_000_000, source: 'special-bond', documentNumber: 'SJ-1' }
    const designer = { counterparty: '某设计院', occurredOn: today() }
    await system.given('finance', `funding/projects/${ids[0]}/entries`, { ...payment, ...designer })
    const page = await system.signedIn('finance', `/projects/${ids[1]}/entry`)
    await money(page, '10', 'SJ-2')
    await field(page, 'counterparty').fill(designer.counterparty)
    await page.locator('.entry form button[type="submit"]').click()
    await page.locator('[data-trial="refused"]').waitFor()
    await field(page, 'distinct').fill('两校设计合同分别签订')
    await page.locator('.entry form button[type="submit"]').click()
    await page.locator('[data-trial="accepted"]').waitFor()
    await page.locator('.trial button.primary').click()
    await page.locator('.recorded').waitFor()

    await page.goto(`${system.origin}/projects/${ids[1]}/ledger`)
    await page.locator('[data-entry="SJ-2"]').getByRole('button', { name: '冲销' }).click()
    await field(page, 'documentNumber').fill('CX-2')
    await field(page, 'reason').fill('合同作废')
    await page.locator('.entry form button[type="submit"]').click()
    await page.locator('[data-trial="accepted"]').waitFor()
    await page.locator('.trial button.primary').click()
    await page.locator('tr.reversed[data-entry="SJ-2"]').waitFor()
    await page.locator('[data-entry="CX-2"]').filter({ hasText: '合同作废' }).waitFor()
  }, 120_000)

  it('records an agreement over projects that it finds by name', async () => {
    const page = await system.signedIn('finance', '/agreements/new', 390)
    await field(page, 'name').fill('食堂改造协议')
    await field(page, 'counterparty').fill('某餐饮设备公司')
    await field(page, 'amountFen').fill('12')
    await field(page, 'documentNumber').fill('XY-2')
    for (const name of [payer, receiver]) {
      await field(page, 'find').fill(name)
      await page.getByRole('button', { name: `加入 ${name}` }).click()
    }
    await page.locator('form button[type="submit"]').click()
    await page.getByRole('heading', { name: '食堂改造协议' }).waitFor()
    expect(await page.locator('[data-field^="share."]').count()).toBe(2)
  }, 120_000)

  it('moves money from one project to another after seeing both afterwards', async () => {
    const page = await system.signedIn('finance', `/projects/${ids[0]}/transfer`)
    await field(page, 'find').fill(receiver)
    await field(page, 'toProjectId').selectOption({ label: receiver })
    await money(page, '50', 'TJ-1')
    await page.locator('.entry form button[type="submit"]').click()
    await page.locator('[data-trial="accepted"] details').nth(1).waitFor()
    await page.locator('.trial button.primary').click()
    await page.locator('.recorded').waitFor()
  }, 120_000)

  it('leaves the auditor a trial balance of zero, and the plan beside what was paid', async () => {
    const page = await system.signedIn('auditor', '/money')
    await eventually(
      async () => {
        await page.reload()
        await page.locator('.trial-balance').filter({ hasText: '调剂在途' }).waitFor({ timeout: 5_000 })
      },
      { within: 30_000 },
    )
    await page.locator('[data-difference="0"]').filter({ hasText: '0.00' }).waitFor()
    await page.goto(`${system.origin}/projects/${ids[0]}`)
    await page.locator('[data-plan-version="2"] tbody tr').nth(2).waitFor()
  }, 120_000)
})
