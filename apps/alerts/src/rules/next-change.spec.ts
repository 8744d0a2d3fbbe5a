import fc from 'fast-check'
import { spineMilestoneIds, tailMilestones } from '@zhuji/contracts'
import { addDays, fromEpochDay, epochDay } from '@zhuji/kernel'
import { type Episodes, episodesDecider, follow } from '../episodes/episodes.js'
import { planned, PROJECT, reached, registered, watchedAfter } from '../told-facts/told.features.js'
import type { Watched } from '../watch/watched.js'
import { evaluate } from './evaluate.js'
import { nationalBaseline1 } from './national-baseline-1.js'

const FIRST = '2026-01-01'
const LAST = '2026-12-31'

const day = fc.integer({ min: epochDay('2025-06-01'), max: epochDay('2027-03-01') }).map(fromEpochDay)
const milestone = fc.constantFrom(...spineMilestoneIds, ...(Object.keys(tailMilestones) as ['kitchen']))

const projects = fc
  .record({
    plannedStartOn: fc.option(day, { nil: undefined }),
    needOn: fc.option(day, { nil: undefined }),
    reportEveryDays: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
    steps: fc.dictionary(milestone, day, { maxKeys: 6 }),
    reached: fc.dictionary(milestone, day, { maxKeys: 3 }),
  })
  .map(({ steps, reached: done, ...details }) =>
    watchedAfter(
      registered(details),
      planned(steps),
      ...Object.entries(done).map(([step, on]) => reached(step as 'kitchen', on)),
    ),
  )

/** What the log would hold of a year: the day and what happened to which cause. */
function history(watched: Watched, nextDay: (today: string, nextChangeOn: string | null) => string | null): string[] {
  let episodes: Episodes = episodesDecider.initial()
  let alerts = 0
  const told: string[] = []
  for (let today: string | null = FIRST; today !== null && today <= LAST;) {
    const evaluation = evaluate(nationalBaseline1, watched, today)
    const newId = () => `0198b9a0-0000-7000-8000-${String(++alerts).padStart(12, '0')}`
    const events = follow(PROJECT, { ...evaluation, today }, { episodes, newId })
    told.push(...events.map((event) => JSON.stringify(event)))
    episodes = events.reduce(episodesDecider.evolve, episodes)
    today = nextDay(today, evaluation.nextChangeOn)
  }
  return told
}

describe('the next day on which time alone changes a light', () => {
  it('can be jumped to: a year of jumps tells exactly what a year of days tells', () => {
    fc.assert(
      fc.property(projects, (watched) => {
        const dayByDay = history(watched, (today) => addDays(today, 1))
        expect(history(watched, (_, nextChangeOn) => nextChangeOn)).toEqual(dayByDay)
      }),
      { numRuns: 50, seed: 20_260_901 },
    )
  })

  it('always lies ahead', () => {
    fc.assert(
      fc.property(projects, day, (watched, today) => {
        const { nextChangeOn } = evaluate(nationalBaseline1, watched, today)
        expect(nextChangeOn === null || nextChangeOn > today).toBe(true)
      }),
      { numRuns: 500, seed: 7 },
    )
  })
})
