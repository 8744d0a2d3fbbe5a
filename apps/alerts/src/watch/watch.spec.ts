import fc from 'fast-check'
import {
  CustodyMoved,
  ForecastRevised,
  MilestoneCorrected,
  type NewEvent,
  ProgressCorrected,
  ProjectDetailsRevised,
  WorkResumed,
  WorkStopped,
} from '@zhuji/contracts'
import {
  planned,
  posted,
  PROJECT,
  reached,
  recorded,
  registered,
  reported,
  watchedAfter,
} from '../told-facts/told.features.js'
import { gapOfWatched } from './watched-gap.js'
import { watch } from './watch.js'
import { startedOn, unknownProject } from './watched.js'

describe('what is remembered of a project', () => {
  it('takes facts in before the registration has arrived', () => {
    const watched = watchedAfter(reached('start', '2026-03-02'), registered())
    expect(watched.identity).toMatchObject({ name: '蜀山区振兴路小学', regionCodes: ['34', '3401', '340104'] })
    expect(startedOn(watched)).toMatchObject({ on: '2026-03-02' })
  })

  it('comes out the same in whatever order the three services are heard', () => {
    const registry = [registered({ needOn: '2027-09-01' })]
    const milestones = [planned({ start: '2026-03-01' }), reached('start', '2026-03-02'), reported(10, '2026-04-01')]
    const funding = [posted('commitment', 100), posted('disbursement', 40), posted('refund', 10)]
    const ids = new Map([...registry, ...milestones, ...funding].map((event, index) => [event, index + 1]))
    const orders = fc.shuffledSubarray([0, 1, 1, 1, 2, 2, 2], { minLength: 7 })
    const heard = (order: readonly number[]) => {
      const queues = [[...registry], [...milestones], [...funding]]
      const events = order.map((source) => queues[source]!.shift()!)
      return events.reduce((state, event) => watch(state, recorded(event, ids.get(event))), unknownProject(PROJECT))
    }
    fc.assert(fc.property(orders, (order) => expect(heard(order)).toEqual(heard([0, 1, 1, 1, 2, 2, 2]))))
  })

  it('follows revisions and custody', () => {
    const changes = { needOn: '2028-09-01', approvedBudgetFen: 5, name: '振兴路小学' }
    const unit = (id: string) => ({ id, name: id })
    const watched = watchedAfter(
      registered({ needOn: '2027-09-01' }),
      ProjectDetailsRevised({ projectId: PROJECT, changes }, '2026-02-01'),
      CustodyMoved({ projectId: PROJECT, fromUnit: unit('edu-bureau'), toUnit: unit('works-centre') }, '2026-02-02'),
    )
    expect(watched).toMatchObject({
      need: { on: '2028-09-01' },
      approvedBudget: { fen: 5 },
      identity: { name: '振兴路小学', ownerUnitId: 'works-centre' },
    })
  })

  it('does not go back to what held before, when that is told later', () => {
    const told = { projectId: PROJECT, changes: { needOn: '2027-09-01', approvedBudgetFen: 3 }, overtaken: ['needOn'] }
    const watched = watchedAfter(registered({ needOn: '2028-09-01' }), ProjectDetailsRevised(told, '2026-02-01'))
    expect(watched).toMatchObject({ need: { on: '2028-09-01' }, approvedBudget: { fen: 3 } })
  })

  it('lets the report of the latest day count, whenever it arrives', () => {
    expect(watchedAfter(reported(40, '2026-05-01'), reported(30, '2026-04-01'))).toMatchObject({
      physical: { percent: 40, on: '2026-05-01' },
      lastReport: { on: '2026-05-01' },
    })
  })

  it('lets a stop of March that is told after the resumption of June leave the site working', () => {
    const stopped = (on: string) => WorkStopped({ projectId: PROJECT, halt: 'stopped', reason: '停工' }, on)
    const resumed = (on: string) => WorkResumed({ projectId: PROJECT }, on)
    expect(watchedAfter(resumed('2026-06-01'), stopped('2026-03-01'))).toMatchObject({
      halted: null,
      resumed: { on: '2026-06-01' },
    })
    const stoppedAgain = watchedAfter(stopped('2026-03-01'), stopped('2026-07-01'), resumed('2026-06-01'))
    expect(stoppedAgain).toMatchObject({ halted: { on: '2026-07-01' }, resumed: { on: '2026-06-01' } })
  })

  it('lets the forecast of the later day count, whenever it is told', () => {
    const expected = (saidOn: string, forecastOn: string) =>
      ForecastRevised({ projectId: PROJECT, milestone: 'in-use', forecastOn, previousForecastOn: null }, saidOn)
    const watched = watchedAfter(expected('2026-05-01', '2027-08-31'), expected('2026-04-01', '2027-12-31'))
    expect(watched.forecasts['in-use']).toMatchObject({ on: '2027-08-31' })
  })

  it('takes corrections of the report that counts and of milestones', () => {
    const corrected = (reportId: string) =>
      ProgressCorrected(
        { projectId: PROJECT, reportId, previousPercent: 40, physicalPercent: 35, reason: '复核' },
        '2026-05-02',
      )
    const other = '0198b9a0-0000-7000-8000-0000000000ff'
    expect(watchedAfter(reported(40, '2026-05-01'), corrected(PROJECT)).physical?.percent).toBe(35)
    expect(watchedAfter(reported(40, '2026-05-01'), corrected(other)).physical?.percent).toBe(40)
    const undone: NewEvent = MilestoneCorrected(
      { projectId: PROJECT, milestone: 'start', previousOn: '2026-03-02', reachedOn: null, reason: '未取得许可' },
      '2026-03-10',
    )
    expect(watchedAfter(reached('start', '2026-03-02'), undone).reached).toEqual({})
  })

  it('counts what was paid less refunds and reversals', () => {
    const reversal = posted('disbursement', 10, { entryId: PROJECT, entry: 'disbursement' })
    expect(gapOfWatched(watchedAfter(posted('disbursement', 100), posted('refund', 30), reversal)).gap.paidFen).toBe(60)
  })
})
