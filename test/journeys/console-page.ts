import type { Page } from 'playwright-core'

/**
 * The console as its users handle it, for journeys: every function does one thing a person does and resolves when the
 * screen says it is done. Chinese is expected (the default), unless said otherwise. Waits have Playwright's deadline.
 */
export interface ConsoleAccount {
  readonly username: string
  readonly password: string
}

export interface ProgressReport {
  readonly physicalPercent: number
  readonly completedInvestmentWan?: string
  readonly text?: string
  /** Needed when the percent is below the last one: the report then becomes a correction. */
  readonly reason?: string
  readonly occurredOn?: string
  readonly photos?: readonly { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }[]
}

export interface LedgerEntry {
  readonly entry?: string
  readonly amountWan: string
  readonly source?: string
  readonly documentNumber: string
  readonly counterparty?: string
  readonly occurredOn?: string
}

export interface AlertSubscription {
  readonly name: string
  readonly severities?: readonly string[]
  readonly measures?: readonly string[]
  /** Absent: told in the console itself. */
  readonly webhookUrl?: string
}

/** What is filled in under a name of the API. */
export const field = (page: Page, name: string) =>
  page.locator(`[data-field="${name}"]`).locator('input, select, textarea').first()

/** Opens an address of the console and signs in at the issuer when it asks for it; ends at that address. */
export async function signIn(page: Page, address: string, account: ConsoleAccount): Promise<void> {
  await page.goto(address)
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click()
  await page.waitForURL(/\/oidc\//)
  await page.locator(`input[name="username"][value="${account.username}"]`).check({ force: true })
  await page.locator('input[name="password"]').fill(account.password)
  await page.locator('button[type="submit"]').first().click()
  await page.waitForURL(address)
  await page.locator('main, .wall').first().waitFor()
}

/** Finds a project by its name or code in the list and opens it; answers its id. */
export async function openProject(page: Page, origin: string, words: string): Promise<string> {
  await page.goto(`${origin}/projects?q=${encodeURIComponent(words)}`)
  await page.locator('table.projects tbody tr').filter({ hasText: words }).locator('a').first().click()
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}/)
  await page.locator('[data-figure="physicalPercent"]').waitFor()
  return new URL(page.url()).pathname.split('/')[2]!
}

/** From the page of a project: reports (or corrects) physical progress, photos first, and waits for the receipt. */
export async function reportProgress(page: Page, report: ProgressReport): Promise<void> {
  await page.locator('nav.actions a[href$="/report"]').click()
  await field(page, 'physicalPercent').fill(String(report.physicalPercent))
  if (report.photos) {
    await page.locator('[data-field="evidence"] input[type="file"]').setInputFiles([...report.photos])
    await page
      .locator('.uploads [role="status"]')
      .filter({ hasText: '已上传' })
      .nth(report.photos.length - 1)
      .waitFor()
  }
  if (report.completedInvestmentWan) await field(page, 'completedInvestmentFen').fill(report.completedInvestmentWan)
  if (report.text) await field(page, 'text').fill(report.text)
  if (report.reason) await field(page, 'reason').fill(report.reason)
  if (report.occurredOn) await field(page, 'occurredOn').fill(report.occurredOn)
  await page.locator('form button[type="submit"]').click()
  await backToProject(page)
}

export interface ReachedMilestone {
  /** Its id: `topping-out`. */
  readonly milestone: string
  /** Its name on the page. */
  readonly words: string
  readonly occurredOn?: string
}

/** From the page of a project: reaches a milestone and waits for the receipt. */
export async function reachMilestone(page: Page, { milestone, words, occurredOn }: ReachedMilestone): Promise<void> {
  await page.locator('nav.actions a[href$="/milestone"]').click()
  await page.locator('fieldset.choices').waitFor()
  const choice = page.locator('label.choice').filter({ hasText: words })
  if ((await choice.count()) > 0) await choice.first().click()
  else await field(page, 'milestone-other').selectOption(milestone)
  if (occurredOn) await field(page, 'occurredOn').fill(occurredOn)
  await page.locator('form button[type="submit"]').click()
  await backToProject(page)
}

/** From the page of a project: fills in an entry and runs it dry; answers whether the rules would let it be posted, and why not. */
export async function tryEntry(page: Page, entry: LedgerEntry): Promise<{ accepted: boolean; findings: string[] }> {
  await page.locator('nav.actions a[href$="/entry"]').click()
  await field(page, 'entry').selectOption(entry.entry ?? 'disbursement')
  await field(page, 'amountFen').fill(entry.amountWan)
  if (entry.source) await field(page, 'source').selectOption(entry.source)
  await field(page, 'documentNumber').fill(entry.documentNumber)
  if (entry.counterparty) await field(page, 'counterparty').fill(entry.counterparty)
  if (entry.occurredOn) await field(page, 'occurredOn').fill(entry.occurredOn)
  await page.locator('.entry form button[type="submit"]').click()
  const trial = page.locator('[data-trial="accepted"], [data-trial="refused"]')
  await trial.waitFor()
  const findings = await trial.locator('.findings li').allTextContents()
  return { accepted: (await trial.getAttribute('data-trial')) === 'accepted', findings }
}

/** Runs a disbursement (or another entry) dry, confirms it and waits for the receipt. Throws when a rule refuses it. */
export async function recordDisbursement(page: Page, entry: LedgerEntry): Promise<void> {
  const { accepted, findings } = await tryEntry(page, entry)
  if (!accepted) throw new Error(`the entry would be refused: ${findings.join(' ')}`)
  await page.locator('.trial button.primary').click()
  await backToProject(page)
}

async function backToProject(page: Page): Promise<void> {
  await page.locator('.recorded').waitFor()
  await page.locator('.recorded a.primary').click()
  await page.locator('[data-figure="physicalPercent"]').waitFor()
}

/** Makes a subscription; answers the signing secret of a webhook, which the console shows this once. */
export async function subscribe(page: Page, origin: string, wanted: AlertSubscription): Promise<string | null> {
  await page.goto(`${origin}/alerts/subscriptions`)
  await field(page, 'name').fill(wanted.name)
  for (const words of wanted.measures ?? []) await chooseTerm(page, 'measures', words)
  for (const words of wanted.severities ?? []) await chooseTerm(page, 'severities', words)
  if (wanted.webhookUrl !== undefined) {
    await page.locator('label.choice').filter({ hasText: 'Webhook' }).click()
    await field(page, 'channel').fill(wanted.webhookUrl)
  }
  await page.locator('form button[type="submit"]').click()
  await page.locator(`[data-subscription="${wanted.name}"]`).waitFor()
  return wanted.webhookUrl === undefined ? null : page.locator('code.secret').textContent()
}

/** Chooses by the words on the screen (`黄灯`), as a person would. */
async function chooseTerm(page: Page, field: string, words: string): Promise<void> {
  const control = page.locator(`[data-field="${field}"]`)
  await control.locator('input').first().fill(words)
  await page.locator('.ant-select-item-option').filter({ hasText: words, visible: true }).first().click()
  await page.keyboard.press('Escape')
}

/**
 * Waits until a figure of the project page (`physicalPercent`, `paidPercent`, `gapPoints`, `inPlaceFen`,
 * `completedInvestmentFen`, `slipDays`) shows a text; no reload, so it also tries the live update.
 */
export async function expectFigure(page: Page, figure: string, text: string): Promise<void> {
  const value = page.locator(`[data-figure="${figure}"] .figure-value`)
  await value.filter({ hasText: text }).waitFor()
}

/** Opens a figure of the page into the facts behind it; answers their sentences, as far as the first page goes. */
export async function explainFigure(page: Page, figure: string): Promise<string[]> {
  await page.locator(`[data-figure="${figure}"]`).click()
  await page.locator('.explain .story-item').first().waitFor()
  return page.locator('.explain .story-head').allTextContents()
}
