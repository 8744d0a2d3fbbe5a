import {
  type Halt,
  MilestoneCorrected,
  milestoneIds,
  type NewEvent,
  type Procedure,
  ProcedureEnded,
  ProcedureStarted,
  spineMilestoneIds,
  type Stage,
  stageIds,
  StandingMoved,
  standingOf,
  WorkResumed,
  WorkStopped,
} from '@zhuji/contracts'
import { addDays } from '@zhuji/kernel'
import fc from 'fast-check'
import { resumeWork, stopWork } from '../halt/halt.js'
import { correctMilestone, reachMilestone } from '../milestone/milestone.js'
import { endProcedure, startProcedure } from '../procedure/procedure.js'
import { reportProgress } from '../progress/progress.js'
import { type Construction, constructionDecider } from './construction.js'
import { aStoppedSite, logged, projectId, reached, reported, stopped, told } from './fixtures.features.js'

const { initial, evolve } = constructionDecider
const standingAfter = (...facts: readonly NewEvent[]) => standingOf(facts.reduce(evolve, initial()))
const resumed = (on: string) => WorkResumed({ projectId }, on)
const retendering = (on: string) => ProcedureStarted({ projectId, procedure: 'retendering' }, on)

describe('the stage', () => {
  it('is in reserve before anything is reached', () => {
    expect(standingAfter()).toEqual({ stage: 'reserve', halt: null, procedure: null })
  })

  it('is the farthest milestone of the spine, in whatever order they are told', () => {
    expect(standingAfter(reached('topping-out', '2026-09-01'), reached('permit', '2026-02-01')).stage).toBe(
      'topping-out',
    )
  })

  it('is not moved by a tail nor by reported progress', () => {
    expect(standingAfter(reached('kitchen', '2026-09-01'), reported(35, '2026-09-02')).stage).toBe('reserve')
  })

  it('tells works complete from in use', () => {
    expect(standingAfter(reached('works-complete', '2026-09-01')).stage).toBe('works-complete')
    expect(standingAfter(reached('works-complete', '2026-09-01'), reached('in-use', '2026-10-01')).stage).toBe('in-use')
  })

  it('may be in use without a milestone of building: a project taken over ready-built', () => {
    expect(standingAfter(reached('in-use', '2026-09-01'))).toEqual({ stage: 'in-use', halt: null, procedure: null })
  })

  it('is taken back by a correction alone', () => {
    const correction = {
      projectId,
      milestone: 'start' as const,
      previousOn: '2026-03-01',
      reachedOn: null,
      reason: '误报',
    }
    const facts = [reached('permit', '2026-02-01'), reached('start', '2026-03-01')]
    expect(standingAfter(...facts, MilestoneCorrected(correction, '2026-04-01')).stage).toBe('permit')
  })
})

describe('a stopped site that is tendered again', () => {
  it('is stopped and re-tendering, and keeps its stage', () => {
    expect(standingAfter(...aStoppedSite(), retendering('2026-08-01'))).toEqual({
      stage: 'start',
      halt: 'stopped',
      procedure: 'retendering',
    })
  })

  it('goes on without a new start when work resumes', () => {
    const { stage, halt } = standingAfter(...aStoppedSite(), resumed('2026-10-01'))
    expect({ stage, halt }).toEqual({ stage: 'start', halt: null })
  })
})

describe('facts that are told late', () => {
  it('do not stop a site that resumed on a later day', () => {
    expect(standingAfter(resumed('2026-10-01'), stopped('2026-06-01')).halt).toBeNull()
  })

  it('do not start a procedure again that ended on a later day', () => {
    const ended = ProcedureEnded({ projectId, procedure: 'retendering' }, '2026-09-01')
    expect(standingAfter(ended, retendering('2026-08-01')).procedure).toBeNull()
  })

  it('count in the order told when they are of one day', () => {
    expect(standingAfter(stopped('2026-06-01'), resumed('2026-06-01')).halt).toBeNull()
    expect(standingAfter(resumed('2026-06-01'), stopped('2026-06-01')).halt).toBe('stopped')
  })
})

describe('a facility that is physically finished', () => {
  it('is no longer halted nor in a procedure that began before', () => {
    const facts = [...aStoppedSite(), retendering('2026-08-01')]
    expect(standingAfter(...facts, reached('works-complete', '2026-11-01'))).toEqual({
      stage: 'works-complete',
      halt: null,
      procedure: null,
    })
  })

  it('is halted again by its old stop when the completion turns out to be wrong', () => {
    const correction = {
      projectId,
      milestone: 'works-complete' as const,
      previousOn: '2026-11-01',
      reachedOn: null,
      reason: '误报',
    }
    const facts = [
      ...aStoppedSite(),
      reached('works-complete', '2026-11-01'),
      MilestoneCorrected(correction, '2026-11-02'),
    ]
    expect(standingAfter(...facts)).toEqual({ stage: 'start', halt: 'stopped', procedure: null })
  })

  it('is not mistaken for a site that changed hands unfinished', () => {
    expect(standingAfter(...aStoppedSite(), reached('handover', '2026-11-01')).halt).toBe('stopped')
  })
})

describe('any facts, told in any order', () => {
  const day = (n: number) => addDays('2020-01-01', n)
  const halts: readonly (Halt | null)[] = ['stopped', 'deferred', 'left-unfinished', null]
  const procedures: readonly Procedure[] = ['planning-again', 'redesigning', 'retendering', 'recontracting']

  const factOn = (n: number): fc.Arbitrary<NewEvent> =>
    fc.oneof(
      fc
        .constantFrom(...halts)
        .map((halt) => (halt ? WorkStopped({ projectId, halt, reason: '原因' }, day(n)) : resumed(day(n)))),
      fc.constantFrom(...procedures).map((procedure) => ProcedureStarted({ projectId, procedure }, day(n))),
      fc.constantFrom(...procedures).map((procedure) => ProcedureEnded({ projectId, procedure }, day(n))),
      fc.integer({ min: 0, max: 100 }).map((percent) => reported(percent, day(n))),
    )

  const history = fc
    .tuple(
      fc.array(fc.nat(400), { maxLength: 12 }).chain((days) => fc.tuple(...[...new Set(days)].map(factOn))),
      fc
        .subarray([...milestoneIds], { maxLength: 8 })
        .chain((chosen) => fc.tuple(...chosen.map((milestone) => fc.nat(400).map((n) => reached(milestone, day(n)))))),
    )
    .map(([site, milestones]) => [...site, ...milestones])

  it('lead to the same standing', () => {
    const shuffled = history.chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length })),
    )
    fc.assert(
      fc.property(shuffled, ([facts, others]) => {
        expect(standingAfter(...others)).toEqual(standingAfter(...facts))
      }),
    )
  })

  it('are announced so that the standing told last is the one derived', () => {
    fc.assert(
      fc.property(history, (facts) => {
        const construction = logged(...facts).reduce(evolve, initial())
        expect(construction.standing).toEqual(standingOf(construction))
      }),
    )
  })
})

describe('any sequence of commands', () => {
  const rank = (stage: Stage) => stageIds.indexOf(stage)
  const milestone = fc.constantFrom(...spineMilestoneIds)
  const procedure = fc.constantFrom<Procedure>('retendering', 'redesigning')
  const occasion = fc
    .record({ n: fc.nat(300), fromHistory: fc.boolean() })
    .map(({ n, fromHistory }) => told(addDays('2026-01-01', n), { fromHistory }))
  const reason = '原因'
  type Command = (construction: Construction) => readonly NewEvent[]
  const command: fc.Arbitrary<Command> = fc.oneof(
    fc.tuple(milestone, occasion).map(
      ([m, o]): Command =>
        (c) =>
          reachMilestone(c, { milestone: m, evidence: [] }, o),
    ),
    fc.tuple(milestone, occasion).map(
      ([m, o]): Command =>
        (c) =>
          correctMilestone(c, { milestone: m, reachedOn: null, reason }, o),
    ),
    occasion.map(
      (o): Command =>
        (c) =>
          stopWork(c, { halt: 'stopped', reason }, o),
    ),
    occasion.map(
      (o): Command =>
        (c) =>
          resumeWork(c, {}, o),
    ),
    fc.tuple(procedure, occasion).map(
      ([p, o]): Command =>
        (c) =>
          startProcedure(c, { procedure: p }, o),
    ),
    fc.tuple(procedure, occasion).map(
      ([p, o]): Command =>
        (c) =>
          endProcedure(c, { procedure: p }, o),
    ),
    occasion.map(
      (o): Command =>
        (c) =>
          reportProgress(c, { physicalPercent: 50, evidence: [] }, o),
    ),
  )

  it('takes the stage back by the correction of a milestone only, and always announces what moved', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        let construction = initial()
        for (const decide of commands) {
          const events = acceptedOf(decide, construction)
          const before = construction.standing
          construction = events.reduce(evolve, construction)
          expect(construction.standing).toEqual(standingOf(construction))
          const corrected = events.some((event) => event.type === MilestoneCorrected.type)
          if (!corrected) expect(rank(construction.standing.stage)).toBeGreaterThanOrEqual(rank(before.stage))
          expect(events.filter((event) => event.type === StandingMoved.type).length).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  function acceptedOf(decide: Command, construction: Construction): readonly NewEvent[] {
    try {
      return decide(construction)
    } catch {
      return []
    }
  }
})
