import { addDays, calendarDateIn } from '@zhuji/kernel'
import { field } from './console-page.js'
import { inTheConsole } from './console-system.js'

inTheConsole('whoever starts the system to look at it', (system) => {
  const lastMonth = addDays(`${calendarDateIn('Asia/Shanghai', new Date()).slice(0, 7)}-01`, -1).slice(0, 7)

  it('finds the last whole month closed and published, and told again because of a report that came late', async () => {
    const page = await system.signedIn('supervisor', '/closings')
    await page.getByRole('link', { name: `${lastMonth} 月报 · 第 1 期` }).waitFor()
    await page.getByRole('link', { name: `${lastMonth} 月报 · 第 2 期` }).click()
    const paper = page.locator('article.paper')
    await paper.getByText('更正第 1 期').waitFor()
    expect(await paper.locator('tr').filter({ hasText: '形象进度已填报' }).count()).toBeGreaterThan(0)
    // In January the programme of the year is not in the month before.
    if (!lastMonth.endsWith('-12')) {
      const moved = paper.locator('section').filter({ hasText: '目标行变动' }).locator('tbody tr')
      expect(await moved.filter({ hasText: '完成投资' }).filter({ hasText: '形象进度已填报' }).count()).toBe(1)
    }
    await page.getByRole('button', { name: '重算核对' }).click()
    await page.getByText('逐字节一致').waitFor()
  }, 120_000)

  it('lays down a bulletin, looks at it as it would be published, and publishes it', async () => {
    const page = await system.signedIn('administrator', '/closings')
    await page.getByRole('link', { name: '新设通报' }).click()
    await field(page, 'title').fill('教育项目开工通报')
    await field(page, 'titleEn').fill('Schools that have started')
    const submit = page.locator('form button[type="submit"]')
    expect(await submit.isDisabled()).toBe(true)
    for (const by of ['总体', '分行政区划']) await page.getByLabel(`开工率（应开工） ${by}`, { exact: true }).check()
    await submit.click()
    await field(page, 'month').selectOption(lastMonth)
    await page.getByRole('button', { name: '预览' }).click()
    await page.locator('article.paper').getByText('预览，尚未发布').waitFor()
    await page.getByRole('button', { name: '发布', exact: true }).click()
    await page.locator('article.paper').getByText('SHA-256').waitFor()
    await page.getByRole('heading', { name: '教育项目开工通报' }).waitFor()
  }, 120_000)

  it('is told why a month that was published is not published again', async () => {
    const page = await system.signedIn('administrator', '/closings')
    await page.getByRole('link', { name: '发布一期' }).first().click()
    await field(page, 'month').selectOption(lastMonth)
    await field(page, 'reason').fill('再次核对')
    await page.getByRole('button', { name: '预览' }).click()
    await page.getByRole('alert').filter({ hasText: '没有变动，无须更正' }).waitFor()
  }, 120_000)
})
