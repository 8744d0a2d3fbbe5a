import fc from 'fast-check'
import { differencesOf, wordKnown } from './differences.js'
import type { Known } from './known.js'
import type { RegisterRow } from './register-row.js'
import { registerWordIds } from './register-word.js'
import { knownAfter, nothingKnown, startedSite } from './standing-model.features.js'

const april = { source: 'register', knownOn: '2017-04-06' }
const august = { source: 'register', knownOn: '2017-08-18' }
const may = { source: 'register', knownOn: '2018-05-24' }

const aRow = (facts: Partial<RegisterRow>): RegisterRow => ({
  row: 2,
  localCode: '7',
  name: 'Creche Vila Nova',
  facilityKind: 'kindergarten',
  regionPath: [{ code: 'BR', name: 'Brasil' }],
  ownerUnit: { id: 'BR', name: 'Brasil' },
  status: 'planning',
  statusText: 'Planejamento',
  ...facts,
})

const namesOf = (row: RegisterRow, known: Known, snapshot = august) =>
  differencesOf(row, known, snapshot).map(({ name, body }) =>
    [name, body.milestone ?? body.halt ?? body.procedure].filter(Boolean).join(' '),
  )

const after = (...steps: readonly [RegisterRow, typeof april][]): Known =>
  steps.reduce((known, [row, snapshot]) => knownAfter(known, differencesOf(row, known, snapshot)), nothingKnown)

describe('any history of words in a register', () => {
  const word = fc.constantFrom(...registerWordIds)
  const percent = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined })
  const history = fc.array(fc.record({ status: word, physicalPercent: percent }), { minLength: 1, maxLength: 8 })

  it('leaves the word of its last row, and the same row again says nothing new', () => {
    fc.assert(
      fc.property(history, (rows) => {
        let known = nothingKnown
        rows.forEach((facts, place) => {
          const snapshot = { source: 'register', knownOn: `2017-01-${String(place + 10)}` }
          known = knownAfter(known, differencesOf(aRow(facts), known, snapshot))
          expect(wordKnown(known)).toBe(facts.status)
          expect(differencesOf(aRow(facts), known, snapshot)).toEqual([])
        })
      }),
      { numRuns: 500 },
    )
  })

  it('never takes a start back', () => {
    fc.assert(
      fc.property(history, (rows) => {
        let known = nothingKnown
        let started = false
        for (const facts of rows) {
          known = knownAfter(known, differencesOf(aRow(facts), known, april))
          expect(started && !startedSite(known)).toBe(false)
          started = startedSite(known)
        }
      }),
    )
  })
})

describe('a row of an unknown work', () => {
  it('is registered, and planning is no fact of its own', () => {
    expect(namesOf(aRow({}), nothingKnown)).toEqual(['register-project'])
  })

  it('was started when there is work on it, whatever the register shows', () => {
    const row = aRow({ status: 'tendering', physicalPercent: 64.97 })
    expect(namesOf(row, nothingKnown)).toEqual([
      'register-project',
      'reach-milestone start',
      'start-procedure retendering',
      'report-progress',
    ])
  })

  it('was started on the day its contract was signed, and finished when it was last seen', () => {
    const row = aRow({ status: 'works-complete', contractSignedOn: '2012-12-28', inspectedOn: '2017-06-24' })
    const days = differencesOf(row, nothingKnown, may).flatMap(({ name, body }) =>
      name === 'reach-milestone' ? [body.occurredOn] : [],
    )
    expect(days).toEqual(['2012-12-28', '2017-06-24'])
  })

  it('was not started after it was finished, although a later contract is shown', () => {
    const row = aRow({ status: 'works-complete', contractSignedOn: '2017-07-01', inspectedOn: '2017-06-24' })
    const [, start] = differencesOf(row, nothingKnown, may)
    expect(start?.body).toMatchObject({ milestone: 'start', occurredOn: '2017-06-24' })
  })
})

describe('a stopped site that the register shows as tendering, and as stopped again', () => {
  const stopped = aRow({
    status: 'stopped',
    physicalPercent: 64.97,
    forecastCompletionOn: '2015-12-31',
    inspectedOn: '2016-12-12',
    contractSignedOn: '2011-10-31',
    contractFen: 129_111_523,
    approvedBudgetFen: 124_777_462,
  })
  const tendering = aRow({ status: 'tendering', physicalPercent: 64.97, approvedBudgetFen: 124_777_462 })

  it('stays started and stopped: a procedure runs beside it, and nothing that was erased is forgotten', () => {
    const known = after([stopped, april])
    expect(namesOf(tendering, known)).toEqual(['start-procedure retendering'])
    const { construction } = after([stopped, april], [tendering, august])
    expect(construction?.standing).toEqual({ stage: 'start', halt: 'stopped', procedure: 'retendering' })
    expect(construction?.forecasts).toEqual([{ milestone: 'works-complete', forecastOn: '2015-12-31' }])
    expect(construction?.lastInspectionOn).toBe('2016-12-12')
  })

  it('then only ends the procedure, reports what was built meanwhile and revises the forecast', () => {
    const again = aRow({ status: 'stopped', physicalPercent: 84.44, forecastCompletionOn: '2018-01-11' })
    const known = after([stopped, april], [tendering, august])
    expect(namesOf(again, known, may)).toEqual([
      'end-procedure retendering',
      'report-progress',
      'revise-forecast works-complete',
    ])
  })
})

describe('what a later snapshot says otherwise', () => {
  it.each([
    [80, []],
    [80.005, []],
    [80.02, ['report-progress']],
    [79.99, ['correct-progress']],
    [undefined, []],
  ])('80 %% then %s', (physicalPercent, names) => {
    const known = after([aRow({ physicalPercent: 80 }), april])
    expect(namesOf(aRow({ status: 'planning', physicalPercent }), known)).toEqual(names)
  })

  it('takes a completion back by a correction, never by overwriting', () => {
    const known = after([aRow({ status: 'works-complete' }), april])
    expect(namesOf(aRow({ status: 'left-unfinished' }), known)).toEqual([
      'correct-milestone works-complete',
      'stop-work left-unfinished',
    ])
  })

  it('cancels and takes up again', () => {
    const cancelled = after([aRow({}), april], [aRow({ status: 'cancelled' }), august])
    expect(wordKnown(cancelled)).toBe('cancelled')
    expect(namesOf(aRow({ status: 'under-construction' }), cancelled, may)).toEqual([
      'reinstate-project',
      'reach-milestone start',
    ])
  })

  it('revises only what changed and is not blank', () => {
    const known = after([aRow({ approvedBudgetFen: 100, agreement: '1/2011' }), april])
    const [revision] = differencesOf(aRow({ approvedBudgetFen: 200 }), known, august)
    expect(revision?.body).toEqual({ changes: { approvedBudgetFen: 200 }, occurredOn: august.knownOn })
  })

  it('replaces the contract it named before, and leaves those of others', () => {
    const known: Known = {
      ...after([aRow({}), april]),
      committedFen: 500,
      commitments: [
        {
          entryId: 'a',
          documentNumber: 'register/7/contract/2011-01-01/2017-04-06',
          amountFen: 300,
          occurredOn: '2011-01-01',
        },
        { entryId: 'b', documentNumber: 'HT-1', amountFen: 200, occurredOn: '2012-01-01' },
      ],
    }
    const commands = differencesOf(aRow({ contractFen: 400, contractSignedOn: '2017-05-19' }), known, august)
    expect(commands.map(({ name, body }) => [name, body.entryId ?? body.amountFen])).toEqual([
      ['reverse-entry', 'a'],
      ['post-entry', 400],
    ])
  })
})
