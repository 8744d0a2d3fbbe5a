import type { StoryItem } from '../api/types.js'
import { progressPoints } from './progress-points.js'

let recorded = 0

function fact(type: string, occurredOn: string, data: Record<string, unknown>): StoryItem {
  recorded += 1
  return {
    eventId: String(recorded),
    source: type.split('.')[0]!,
    type,
    occurredOn,
    recordedAt: `2026-06-01T00:00:${String(recorded).padStart(2, '0')}Z`,
    knownOn: occurredOn,
    knownOnClaimed: false,
    actor: { person: '王建国', unit: null, role: 'project-office' },
    data,
    summary: { zh: '', en: '' },
  }
}

const reported = (on: string, physicalPercent: number) =>
  fact('milestones.progress-reported.v1', on, { physicalPercent })
const posted = (on: string, data: Record<string, unknown>) => fact('funding.ledger-entry-posted.v1', on, data)

describe('work and money of a project over time', () => {
  it('follow the days on which facts happened, not those on which they were told', () => {
    const story = [
      reported('2026-05-01', 40),
      posted('2026-04-01', { entry: 'disbursement', amountFen: 300 }),
      reported('2026-03-01', 10),
    ]
    expect(progressPoints(story, 1000)).toEqual([
      { on: '2026-03-01', physicalPercent: 10, paidPercent: 0 },
      { on: '2026-04-01', physicalPercent: 10, paidPercent: 30 },
      { on: '2026-05-01', physicalPercent: 40, paidPercent: 30 },
    ])
  })

  it('hold their last state to the day of the view', () => {
    const points = progressPoints([reported('2026-03-01', 10)], 1000, '2026-06-01')
    expect(points.map(({ on, physicalPercent }) => [on, physicalPercent])).toEqual([
      ['2026-03-01', 10],
      ['2026-06-01', 10],
    ])
  })

  it('take back what was reversed or refunded', () => {
    const story = [
      posted('2026-01-01', { entry: 'disbursement', amountFen: 500 }),
      posted('2026-01-02', { entry: 'refund', amountFen: 100 }),
      posted('2026-01-03', { entry: 'reversal', amountFen: 500, reverses: { entry: 'disbursement' } }),
      posted('2026-01-04', { entry: 'reversal', amountFen: 100, reverses: { entry: 'refund' } }),
    ]
    expect(progressPoints(story, 1000).map(({ paidPercent }) => paidPercent)).toEqual([50, 40, -10, 0])
  })

  it('leave money unknown while no amount is agreed, and say nothing about other facts', () => {
    const story = [reported('2026-01-01', 5), posted('2026-01-02', { entry: 'commitment', amountFen: 9 })]
    expect(progressPoints(story, null)).toEqual([{ on: '2026-01-01', physicalPercent: 5, paidPercent: null }])
  })
})
