import fc from 'fast-check'
import { ProjectRegistered, type RecordedEvent } from '@zhuji/contracts'
import { anyEvent, ids } from '../told-facts/any-event.features.js'
import { posted, recorded, registered } from '../told-facts/told.features.js'
import { type Card, unknownCard } from './card.js'
import { cutOf, type Fact, isRegistration } from './fact.js'
import { foldCard } from './fold-card.js'
import { faceText, Past, type PastRow } from './past.js'
import { pastOf, retold } from './told-past.js'

const projectId = ids[0]!
const anyFacts = fc
  .array(anyEvent, { maxLength: 14 })
  .map((events) => events.map((event): RecordedEvent => ({ ...event, key: projectId })))
const days = ['2016-12-19', '2016-12-20', '2017-04-06', '2017-07-01', '2017-08-18', '2018-01-01', '2018-05-24'] as const

/** Everything folded anew that had happened by a day and was known by another. */
function replayed(facts: readonly Fact[], asOf: string, knownOn: string): Card | undefined {
  const known = facts.filter((fact) => fact.knownOn <= knownOn)
  const days = known.map(cutOf).filter((day) => day <= asOf)
  if (days.length === 0) return undefined
  const shown = known.filter((fact) => cutOf(fact) <= asOf || fact.type === ProjectRegistered.type)
  return { ...shown.reduce(foldCard, unknownCard(projectId)), occurredOn: days.toSorted().at(-1)! }
}

/** The card of (D, K), as the statements look for it. */
function cardIn(rows: readonly PastRow[], asOf: string, knownOn: string): Card | undefined {
  const known = rows.filter(({ knownFrom, card }) => knownFrom <= knownOn && card.occurredOn! <= asOf)
  return known.toSorted(byDays).at(-1)?.card
}

const byDays = (one: PastRow, other: PastRow): number =>
  daysOf(one) < daysOf(other) ? -1 : Number(daysOf(one) > daysOf(other))
const daysOf = ({ knownFrom, card }: PastRow): string => `${card.occurredOn} ${knownFrom}`

function agree(rows: readonly PastRow[], facts: readonly Fact[]): void {
  for (const asOf of days) {
    for (const knownOn of days) {
      const [shown, expected] = [cardIn(rows, asOf, knownOn), replayed(facts, asOf, knownOn)]
      expect([asOf, knownOn, shown && faceText(shown)]).toEqual([asOf, knownOn, expected && faceText(expected)])
    }
  }
}

describe('a card in both clocks', () => {
  it('is a fresh replay cut at both days, whatever is told in whatever order', () => {
    fc.assert(fc.property(anyFacts, (facts) => agree(pastOf(projectId, facts).rows, facts)))
  })

  it('has what was paid before the project was registered on its own day, once the registration is known', () => {
    const paid = posted(projectId, { disbursement: 5_00 }, { occurredOn: '2012-12-10' })
    const { rows } = pastOf(
      projectId,
      [registered(projectId), paid].map((event) => recorded(event, { knownOn: '2017-04-06' })),
    )
    const shown = (asOf: string, knownOn: string) => cardIn(rows, asOf, knownOn)
    expect(shown('2012-12-09', '2017-04-06')).toBeUndefined()
    expect(shown('2012-12-10', '2017-04-05')).toBeUndefined()
    expect(shown('2012-12-10', '2017-04-06')).toMatchObject({ registered: true, disbursedFen: 5_00 })
  })

  it('is no other after later facts were told', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (facts, later) => {
        const past = later.map((fact) => ({ ...fact, knownOn: '2018-06-01' }))
        const { rows } = pastOf(projectId, [...facts, ...past])
        agree(rows, facts)
      }),
    )
  })

  it('is the same when more is told later, and is told anew from the first day that this reaches', () => {
    fc.assert(
      fc.property(
        anyFacts,
        anyFacts.filter(({ length }) => length > 0),
        (earlier, facts) => {
          const { before, after } = retold(projectId, earlier, facts)
          expect(before).toEqual(pastOf(projectId, earlier))
          expect(after).toEqual(pastOf(projectId, [...earlier, ...facts]))
        },
      ),
    )
  })

  it('has one row a day where facts are told as they happen', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const live = facts
          .filter((fact) => !isRegistration(fact))
          .map((fact) => ({ ...fact, knownOn: fact.occurredOn }))
          .toSorted((one, other) =>
            one.occurredOn < other.occurredOn ? -1 : Number(one.occurredOn > other.occurredOn),
          )
        expect(pastOf(projectId, live).rows).toHaveLength(new Set(live.map(({ occurredOn }) => occurredOn)).size)
      }),
    )
  })

  it('is the same when portions are told one after the other in the order of both clocks', () => {
    const text = ({ knownOn, occurredOn }: Fact) => `${knownOn} ${occurredOn}`
    const keyOf = ({ knownFrom, card }: PastRow) => `${knownFrom} ${card.occurredOn}`
    const facesOf = (rows: readonly PastRow[]) =>
      Object.fromEntries(rows.map((row) => [keyOf(row), faceText(row.card)]))
    const ordered = anyFacts.map((facts) =>
      facts
        .map((fact) => ({ ...fact, occurredOn: cutOf(fact) }))
        .toSorted((one, other) => text(one).localeCompare(text(other)))
        .filter((fact, place, all) => all.slice(0, place).every((other) => other.occurredOn <= fact.occurredOn)),
    )
    fc.assert(
      fc.property(ordered, fc.nat(14), (told, at) => {
        // A registration behind other facts reaches back: it asks for the story.
        const facts = told.filter((fact, place) => place < Math.max(at, 1) || !isRegistration(fact))
        const [first, second] = [facts.slice(0, at), facts.slice(at)]
        const before = pastOf(projectId, first)
        const card = first.length === 0 ? undefined : first.reduce(foldCard, unknownCard(projectId))
        const added = Past.behind(projectId, card)
        for (const fact of second) {
          added.take(fact)
          added.close(fact.knownOn)
        }
        expect(facesOf([...before.rows, ...added.rows])).toEqual(facesOf(pastOf(projectId, facts).rows))
      }),
    )
  })
})
