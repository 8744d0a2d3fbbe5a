import { randomUUID } from 'node:crypto'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { addDays, calendarDateIn } from '@zhuji/kernel'
import { expectFigure, explainFigure, openProject, recordDisbursement, reportProgress } from './console-page.js'
import { inTheConsole } from './console-system.js'

const today = calendarDateIn('Asia/Shanghai', new Date())
const NAME = '蜀山区井岗路第三小学'

inTheConsole('a payment that runs ahead of the work, seen in the console', (system) => {
  const projectId = randomUUID()

  beforeAll(aSchoolUnderConstruction, 60_000)

  /** 12 % built, 60 of 100 million yuan in place, nothing paid yet. */
  async function aSchoolUnderConstruction(): Promise<void> {
    const [registeredOn, startedOn, reportedOn] = [-200, -120, -10].map((days) => addDays(today, days))
    await system.given('project-office', 'registry/projects', {
      projectId,
      localCode: `J-${projectId}`,
      name: NAME,
      facilityKind: 'primary-school',
      regionCode: '340104',
      ownerUnit: { id: 'edu-bureau', name: '合肥市教育局' },
      approvedBudgetFen: 10_000_000_000,
      plannedStartOn: startedOn,
      needOn: addDays(today, 400),
      occurredOn: registeredOn,
    })
    const site = `milestones/projects/${projectId}`
    await system.given('project-office', `${site}/plans`, { occurredOn: registeredOn })
    await system.given('project-office', `${site}/milestones-reached`, { milestone: 'start', occurredOn: startedOn })
    await system.given('project-office', `${site}/progress-reports`, { physicalPercent: 12, occurredOn: reportedOn })
    await system.given('finance', `funding/projects/${projectId}/entries`, {
      entry: 'funds-in-place',
      amountFen: 6_000_000_000,
      source: 'special-bond',
      documentNumber: 'DW-1',
      occurredOn: startedOn,
    })
  }

  /** Serious and critical findings of axe on what the page shows now. */
  async function barriersOn(page: Page): Promise<string[]> {
    await page.evaluate(axe.source)
    const found = await page.evaluate(
      'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, at: nodes.map(({ target }) => target.join(" ")) })))',
    )
    const violations = found as { id: string; impact: string; at: string[] }[]
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, at }) => `${page.url()} ${impact} ${id}: ${at.slice(0, 5).join(' | ')}`)
  }

  it('goes from the report over the trial and the payment to the supervisor, who did not reload', async () => {
    const supervisor = await system.signedIn('supervisor')
    expect(await openProject(supervisor, system.origin, NAME)).toBe(projectId)
    await expectFigure(supervisor, 'physicalPercent', '12')

    const office = await system.signedIn('project-office')
    await openProject(office, system.origin, NAME)
    await reportProgress(office, { physicalPercent: 14, completedInvestmentWan: '200', text: '基坑支护完成' })
    await expectFigure(office, 'physicalPercent', '14')
    await expectFigure(supervisor, 'physicalPercent', '14')

    const finance = await system.signedIn('finance')
    await openProject(finance, system.origin, NAME)
    await recordDisbursement(finance, { amountWan: '4500', source: 'special-bond', documentNumber: 'ZF-1' })
    await expectFigure(supervisor, 'paidPercent', '45')
    await expectFigure(supervisor, 'gapPoints', '31')
    expect((await explainFigure(supervisor, 'paidPercent')).length).toBeGreaterThan(0)

    await supervisor.goto(`${system.origin}/alerts?projectId=${projectId}`)
    await supervisor.locator('main').getByText('资金超前').first().waitFor()
    await supervisor.goto(`${system.origin}/?asOf=2020-01-01`)
    await supervisor.waitForURL(`${system.origin}/overview?asOf=2020-01-01`)
    await supervisor.goto(`${system.origin}/alerts?asOf=2020-01-01`)
    await supervisor.locator('main .clocks-banner').waitFor()
    expect(await supervisor.locator('main').getByText('资金超前').count()).toBe(0)
  }, 180_000)

  it('is stopped and resumed from the desk, and keeps what it had reached', async () => {
    const office = await system.signedIn('project-office', `/projects/${projectId}/course`)
    const tell = async (change: string, reason?: string) => {
      await office.goto(`${system.origin}/projects/${projectId}/course`)
      await office.locator('[data-field="change"] label').filter({ hasText: change }).click()
      if (reason) await office.locator('[data-field="reason"] textarea').fill(reason)
      await office.locator('button[type="submit"]').click()
      await office.locator('.recorded').waitFor()
    }
    await tell('停工、缓建', '施工单位退场')
    await office.goto(`${system.origin}/projects/${projectId}`)
    await office.locator('main .tag-halted').first().waitFor()
    await expectFigure(office, 'physicalPercent', '14')
    await tell('复工')
  }, 120_000)

  it('keeps the project from an office of another unit', async () => {
    const other = await system.signedIn('project-office-health', '/projects')
    await other.goto(`${system.origin}/projects?q=${encodeURIComponent(NAME)}`)
    await other.locator('main').waitFor()
    await other.waitForLoadState('networkidle').catch(() => undefined)
    expect(await other.locator('table.projects tbody tr').filter({ hasText: NAME }).count()).toBe(0)
  }, 90_000)

  it('has no serious barrier for people who cannot see or point on the overview, the list and the project', async () => {
    const page = await system.signedIn('supervisor')
    const barriers: string[] = []
    await page.locator('main h1, main h2').first().waitFor()
    barriers.push(...(await barriersOn(page)))
    await page.goto(`${system.origin}/projects`)
    await page.locator('table.projects tbody tr').first().waitFor()
    barriers.push(...(await barriersOn(page)))
    await openProject(page, system.origin, NAME)
    barriers.push(...(await barriersOn(page)))
    expect(barriers).toEqual([])
  }, 120_000)
})
