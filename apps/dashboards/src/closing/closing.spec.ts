import type { Figures } from '@zhuji/kernel'
import { MonthClosed } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { closeMonth, closingDecider, type Readiness } from './closing.js'

const { cut } = MonthClosed.examples[0]!
const ready: Readiness = { cut, unsealed: new Map() }
const today = '2026-07-06'
const month = '2026-06'

interface Early {
  readonly day: string
  readonly slug: string
  readonly figures: { readonly knownOn: string } & Figures
}

describe('a month that is open', () => {
  const open = given(closingDecider)

  it('is closed at what is known by a day that is over, and at the checkpoints of the logs', () => {
    open
      .when((closing) => closeMonth(closing, { month, readiness: ready }, today))
      .then([MonthClosed({ month, cut }, today)])
  })

  it('is not closed on its last day', () => {
    open
      .when((closing) => closeMonth(closing, { month, readiness: ready }, '2026-06-30'))
      .thenRefused('month-not-over', { month, asOf: '2026-06-30', today: '2026-06-30' })
  })

  it.each<Early>([
    { day: 'a day that is not over', slug: 'known-day-not-over', figures: { knownOn: today, today } },
    {
      day: 'a day before its end',
      slug: 'known-before-month-over',
      figures: { knownOn: '2026-06-29', asOf: '2026-06-30' },
    },
  ])('is not closed as known on $day', ({ slug, figures }) => {
    const readiness = { ...ready, cut: { ...cut, knownOn: figures.knownOn } }
    open.when((closing) => closeMonth(closing, { month, readiness }, today)).thenRefused(slug, figures)
  })

  it('is not closed while a log lacks something, which is named with its type and how many', () => {
    const lack = { service: 'funding', number: 17, type: 'funding.ledger-entry-posted.v2', missing: 2 }
    open
      .when((closing) => closeMonth(closing, { month, readiness: { ...ready, lack } }, today))
      .thenRefused('log-incomplete', lack)
  })

  it('is not closed while something of it is not sealed', () => {
    const readiness = { ...ready, unsealed: new Map([['milestones', 3]]) }
    open
      .when((closing) => closeMonth(closing, { month, readiness }, today))
      .thenRefused('facts-unsealed', { service: 'milestones', facts: 3, knownOn: cut.knownOn })
  })
})

describe('a month that is closed', () => {
  it('is never opened again, nor closed a second time', () => {
    given(closingDecider, [MonthClosed({ month, cut }, today)])
      .when((closing) => closeMonth(closing, { month, readiness: ready }, '2026-08-06'))
      .thenRefused('month-already-closed', { month, knownOn: cut.knownOn })
  })
})
