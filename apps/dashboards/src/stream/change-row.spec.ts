import { changedEvent, type ChangeRow, isBefore, placeOf } from './change-row.js'

const row = (sequence: number, facts: Partial<ChangeRow> = {}): ChangeRow => ({
  xid: '7',
  sequence,
  projectId: `project-${sequence}`,
  source: 'registry',
  logPosition: sequence,
  ownerUnitId: 'edu',
  regionCodes: ['34', '3401'],
  ...facts,
})

describe('a portion of changes', () => {
  it('is one event with the place of its last visible row', () => {
    expect(
      changedEvent([row(1), row(2, { projectId: 'project-1' }), row(3, { ownerUnitId: null })], { all: true }),
    ).toBe('id: 7-2\nevent: changed\ndata: {"projectIds":["project-1"],"positions":{"registry":2}}\n\n')
  })

  it('is silent for somebody who may see none of it', () => {
    expect(
      changedEvent([row(1)], { all: false, unitIds: ['health'], regionCodes: ['35'], projectIds: [] }),
    ).toBeUndefined()
    expect(changedEvent([row(1)], { all: false, unitIds: [], regionCodes: ['34'], projectIds: [] })).toContain(
      'project-1',
    )
  })
})

describe('a place in the story', () => {
  it('comes first by transaction, then by row, beyond what a number holds', () => {
    expect(isBefore({ xid: '9007199254740993', sequence: 9 }, { xid: '9007199254740994', sequence: 1 })).toBe(true)
    expect(isBefore({ xid: '7', sequence: 2 }, { xid: '7', sequence: 2 })).toBe(false)
  })

  it.each(['', 'x', '1', '1-', '1-2-3', '-1-2'])('is not named by %s', (text) => expect(() => placeOf(text)).toThrow())
})
