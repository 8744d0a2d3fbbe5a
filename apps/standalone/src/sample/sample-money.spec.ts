import type { SampleCommand } from './sample-command.js'
import { facilityId } from './sample-command.js'
import { sampleFacilities } from './sample-facilities.js'
import { facilityHistory } from './sample-history.js'
import { agreementPayment, moneyHistory } from './sample-money.js'

const named = (history: readonly SampleCommand[], name: string) =>
  history.filter(({ command }) => command.name === name).map(({ command }) => command.body as Record<string, unknown>)

describe.each(['2026-11-23', '2026-03-01', '2027-02-28', '2028-12-31'])('the money of the sample on %s', (today) => {
  const history = moneyHistory(today)
  const { body: payment } = agreementPayment(today)

  it('has one agreement over several works, whose payment of this month is its shares', () => {
    const [agreement, ...others] = named(history, 'sign-agreement')
    expect(others).toEqual([])
    const [wider] = named(history, 'change-agreement')
    const covered = [agreement!.projectIds, wider!.addedProjectIds].flat() as string[]
    expect(covered.toSorted()).toEqual(payment.shares.map(({ projectId }) => projectId).toSorted())
    expect(covered).toHaveLength(3)
    expect(payment.shares.reduce((fen, { amountFen }) => fen + amountFen, 0)).toBe(payment.amountFen)
    expect(agreement!.amountFen).toBeGreaterThan(payment.amountFen)
    expect(payment.occurredOn <= today && payment.occurredOn.startsWith(today.slice(0, 7))).toBe(true)
  })

  it('breaks no rule: each share is in place, and payable for certified work', () => {
    for (const { projectId, amountFen } of payment.shares) {
      const place = sampleFacilities.findIndex((facility) => facilityId(facility) === projectId)
      const entries = named(facilityHistory(sampleFacilities[place]!, place, today), 'post-entry')
      const sum = (kind: string) =>
        entries.filter(({ entry }) => entry === kind).reduce((fen, entry) => fen + (entry.amountFen as number), 0)
      const paidFen = sum('disbursement') + amountFen
      expect(sum('funds-in-place')).toBeGreaterThanOrEqual(paidFen)
      expect(sum('certified-work')).toBeGreaterThanOrEqual(paidFen)
    }
  })

  it('plans the payments of every facility whose money is secured, and anew where works take longer', () => {
    const plans = named(history, 'plan-disbursement')
    expect(plans.length).toBeGreaterThanOrEqual(sampleFacilities.length - 5)
    expect(plans.filter(({ reason }) => reason !== undefined).length).toBeGreaterThan(0)
  })
})
