import type { NewEvent } from '@zhuji/contracts'
import { type Fold, folded } from '@zhuji/messaging'
import type { Evaluation, Light } from '../rules/light.js'
import { acknowledge, type Episodes, episodesDecider, follow } from './episodes.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'

const lamp = (subject: string, severity: Light['severity'] = 'yellow'): Light => ({
  pack: 'national-baseline',
  packVersion: 1,
  rule: 'milestone-overdue',
  measure: 'milestone-overdue',
  subject,
  severity,
  targetOn: '2026-11-30',
  cutOffOn: '2026-12-01',
  figures: { daysOverdue: 1 },
  because: [projectId],
})

let ids = 0
const newId = () => `0198b9a0-0000-7000-8000-${String(++ids).padStart(12, '0')}`

const seen = (today: string, lights: Light[], unknown: Evaluation['unknown'] = []) => ({
  lights,
  unknown,
  nextChangeOn: null,
  today,
})
const decide = (episodes: Episodes, evaluation: ReturnType<typeof seen>) =>
  follow(projectId, evaluation, { episodes, newId })
const after = (events: readonly NewEvent[], before = episodesDecider.initial()) =>
  events.reduce(episodesDecider.evolve, before)
const told = (events: readonly NewEvent[]) => events.map(({ type, occurredOn, data }) => ({ type, occurredOn, data }))

const lit = () => after(decide(episodesDecider.initial(), seen('2026-12-01', [lamp('topping-out')])))
const idOf = (episodes: Episodes) => Object.values(episodes.open)[0]!.alertId

describe('a lamp that goes on', () => {
  it('raises one episode, however often it is looked at', () => {
    const episodes = lit()
    expect(Object.keys(episodes.open)).toEqual(['milestone-overdue/topping-out'])
    expect(decide(episodes, seen('2026-12-01', [lamp('topping-out')]))).toEqual([])
    expect(decide(episodes, seen('2026-12-09', [lamp('topping-out')]))).toEqual([])
  })

  it('raises another episode for another cause only', () => {
    const events = decide(lit(), seen('2026-12-02', [lamp('topping-out'), lamp('in-use')]))
    expect(told(events)).toMatchObject([{ type: 'alerts.alert-raised.v1', data: { cause: { subject: 'in-use' } } }])
  })
})

describe('an open episode', () => {
  it('changes its colour and stays the same episode', () => {
    const episodes = lit()
    const events = decide(episodes, seen('2026-12-31', [lamp('topping-out', 'red')]))
    const data = { alertId: idOf(episodes), from: 'yellow', severity: 'red' }
    expect(told(events)).toMatchObject([{ type: 'alerts.alert-severity-changed.v1', occurredOn: '2026-12-31', data }])
    expect(Object.values(after(events, episodes).open)).toMatchObject([{ severity: 'red', raisedOn: '2026-12-01' }])
  })

  it('is cleared once when the lamp goes dark, and a later lamp is a new episode', () => {
    const episodes = lit()
    const clearing = decide(episodes, seen('2026-12-05', []))
    expect(told(clearing)).toMatchObject([{ type: 'alerts.alert-cleared.v1', data: { alertId: idOf(episodes) } }])
    const cleared = after(clearing, episodes)
    expect(decide(cleared, seen('2026-12-06', []))).toEqual([])
    const again = after(decide(cleared, seen('2026-12-20', [lamp('topping-out')])), cleared)
    expect(idOf(again)).not.toBe(idOf(episodes))
  })

  it('is left as it is while its rule cannot be judged', () => {
    const unknown = [{ ...lamp('topping-out'), missing: ['physical'] }]
    expect(decide(lit(), seen('2026-12-05', [], unknown))).toEqual([])
  })
})

describe('acknowledging', () => {
  const by = { person: 'p-1', name: '李督查' }
  const sign = (episodes: Episodes, occurredOn = '2026-12-02', alertId = idOf(episodes)) =>
    signing({ state: episodes, note: () => undefined }, occurredOn, alertId)
  const signing = ({ state, note }: Fold<Episodes>, occurredOn: string, alertId: string) =>
    acknowledge(state, { projectId, alertId, by, occurredOn, text: '已约谈' }, { today: '2026-12-10', note })

  it('is recorded with who and stays through a change of colour', () => {
    const episodes = lit()
    const signed = after(sign(episodes), episodes)
    const worse = after(decide(signed, seen('2026-12-31', [lamp('topping-out', 'red')])), signed)
    expect(Object.values(worse.open)).toMatchObject([{ acknowledged: { by: '李督查', on: '2026-12-02' } }])
  })

  it('is refused the second time with who and when', () => {
    const episodes = lit()
    const signed = after(sign(episodes), episodes)
    expect(() => sign(signed)).toThrow(/alert-already-acknowledged.*李督查.*2026-12-02/)
  })

  it('is refused once cleared, for an unknown alert, before it was raised and in the future', () => {
    const episodes = lit()
    const clearing = decide(episodes, seen('2026-12-05', []))
    const cleared = folded(episodesDecider, clearing, { state: episodes, note: () => undefined })
    expect(() => signing(cleared, '2026-12-06', idOf(episodes))).toThrow(/alert-already-cleared.*2026-12-05/)
    expect(() => sign(episodes, '2026-12-02', projectId)).toThrow(/alert-unknown/)
    expect(() => sign(episodes, '2026-11-30')).toThrow(/acknowledged-before-raised/)
    expect(() => sign(episodes, '2026-12-11')).toThrow(/acknowledged-in-the-future/)
  })
})
