import { ProjectRegistered, RegionDefined } from '@zhuji/contracts'
import { assertAsReported } from './as-reported.js'

const factsByType = { [RegionDefined.type]: 2, [ProjectRegistered.type]: 3 }
const recorded = { factsByType, accepted: 5, findings: 0, shown: 3, deadLetters: 0 }
const reported = {
  tallies: [
    { commands: 4, facts: 3, factsByType: { [RegionDefined.type]: 1, [ProjectRegistered.type]: 2 } },
    { commands: 2, facts: 2, factsByType: { [RegionDefined.type]: 1, [ProjectRegistered.type]: 1 } },
  ],
  report: { counts: { 'row-rejected': 7, 'cell-left-out': 0, refused: 1, marked: 0 } },
}

describe('what an importer reports', () => {
  it('agrees with what the services recorded, refusals left out and divisions shown to nobody', () => {
    expect(() => assertAsReported(recorded, reported)).not.toThrow()
  })

  it.each([
    ['a fact more', { factsByType: { ...factsByType, [ProjectRegistered.type]: 4 } }, '3 reported, 4 found'],
    ['a fact of another kind', { factsByType: { ...factsByType, other: 1 } }, 'other: 0 reported, 1 found'],
    ['a command without a receipt', { accepted: 4 }, 'commands accepted: 5 reported, 4 found'],
    ['a fact that no read model took in', { shown: 2 }, 'facts on the dashboards: 3 reported, 2 found'],
    ['a dead letter', { deadLetters: 1 }, 'dead letters: 0 reported, 1 found'],
  ])('disagrees at %s', (_, found, said) => {
    expect(() => assertAsReported({ ...recorded, ...found }, reported)).toThrow(said)
  })
})
