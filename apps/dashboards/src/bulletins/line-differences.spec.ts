import { LedgerEntryPosted, ProgrammeIssued, type RecordedEvent } from '@zhuji/contracts'
import { unknownCard } from '../card/card.js'
import { derive } from '../card/derive.js'
import { foldFact } from '../card/fold-card.js'
import { byPlace, factsAt, openCut } from '../closing/cut.js'
import { stepsOf } from '../closing/differences.js'
import { countedLine } from '../programmes/line-answers.js'
import type { TargetLine } from '../programmes/programme-versions.projection.js'
import { anyId, posted, recorded, registered } from '../told-facts/told.features.js'
import { flowOf } from '../programmes/counted-facts.js'
import { isOnList, lineDifferences } from './line-differences.js'

const programme = { ...ProgrammeIssued.examples[0]!, period: { from: '2026-01-01', to: '2026-12-31' } }
const aLine = (line: Partial<TargetLine>): TargetLine => ({
  lineId: 'line',
  measure: 'capacity',
  verb: 'in-use',
  unit: 'school-places',
  scope: { facilityKinds: [], regions: [], projects: [] },
  base: 4_000,
  cutOffOn: '2026-12-31',
  ...line,
})

const [asOf, closedAt, now] = ['2026-06-30', '2026-07-05', '2026-08-05']
const school = (id: string, places: number) => registered(id, { capacity: [{ kind: 'school-places', amount: places }] })

/** What a line came to by the facts known then, and what came in since. */
function restated(line: TargetLine, told: readonly RecordedEvent[]) {
  const ids = [...new Set(told.map(({ key }) => key))]
  const cuts = [closedAt, now].map((knownOn) => openCut(['registry', 'funding'], { asOf, knownOn }))
  const [before, after] = cuts.map((cut) => {
    const flows = new Map<string, number>()
    const cards = ids.map((id) => {
      const facts = factsAt(
        told.filter(({ key }) => key === id),
        cut,
      ).toSorted(byPlace)
      for (const fact of facts) {
        const fen = flowOf(line.measure, fact)
        if (fen !== undefined) flows.set(id, (flows.get(id) ?? 0) + fen)
      }
      return derive(facts.reduce(foldFact, unknownCard(id)))
    })
    const faces = cards.filter((card) => card.registered && isOnList(line, card))
    const counted = countedLine({ programme: { ...programme, lines: [line] }, line }, faces, {
      flows,
      withUnregistered: true,
    })
    return { lines: [counted], cut }
  })
  const steps = ids.flatMap((projectId) =>
    stepsOf({ projectId, facts: told.filter(({ key }) => key === projectId), cuts: [cuts[0]!, cuts[1]!] }),
  )
  return lineDifferences(before!, after!, steps)
}

const late = { knownOn: '2026-08-01' }

describe('a target line that is told again', () => {
  const [first, second] = [anyId(), anyId()]
  const inTime = recorded(school(first, 1_000))

  it('is not among the differences where nothing that it counts came in', () => {
    const payment = recorded(posted(first, { disbursement: 100 }, { occurredOn: '2026-06-20' }), late)
    expect(restated(aLine({}), [inTime, payment])).toEqual([])
  })

  it('names the money that came in, before and after', () => {
    const funds = recorded(posted(first, { 'funds-in-place': 500 }, { occurredOn: '2026-06-20' }), late)
    const line = aLine({ measure: 'funds-in-place', unit: 'fen', base: 1_000 })
    expect(restated(line, [inTime, funds])).toMatchObject([
      {
        before: { figures: { value: 0 } },
        after: { figures: { value: 500, base: { attainmentPercent: 50 } } },
        events: [{ eventId: funds.id, type: LedgerEntryPosted.type }],
      },
    ])
  })

  it('names the registration by which a project came on its list', () => {
    const another = recorded(school(second, 620), late)
    expect(restated(aLine({}), [inTime, another])).toMatchObject([
      { before: { projects: 1 }, after: { projects: 2 }, events: [{ eventId: another.id, projectId: second }] },
    ])
  })
})
