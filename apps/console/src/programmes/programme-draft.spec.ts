import { bodyOf, draftOf, freshLine, freshProgramme, type IssuedProgramme, measured } from './programme-draft.js'

const issuer = { id: 'city-government', name: '市人民政府' }
const blank = freshProgramme('2026-03-02', issuer)
const line = { ...blank.lines[0]!, base: '12' }
const fresh = { ...blank, name: '2026年教育补短板任务清单', lines: [line] }
const lineWith = (changes: object) => ({ ...fresh, lines: [{ ...line, ...changes }] })

describe('a programme that is written', () => {
  it('is of the year that goes on and of the unit of who writes it', () => {
    expect(bodyOf(fresh, false)).toEqual({
      name: '2026年教育补短板任务清单',
      issuer,
      period: { from: '2026-01-01', to: '2026-12-31' },
      lines: [
        {
          lineId: 'line-1',
          measure: 'projects',
          verb: 'in-use',
          unit: 'projects',
          scope: { facilityKinds: [], regions: [], projects: [] },
          base: 12,
          cutOffOn: '2026-12-31',
        },
      ],
      occurredOn: '2026-03-02',
    })
  })

  it('waits for a name, an issuer and a target on every line that is not masked', () => {
    expect(bodyOf({ ...fresh, name: ' ' }, false)).toBeUndefined()
    expect(bodyOf({ ...fresh, issuerId: '' }, false)).toBeUndefined()
    expect(bodyOf(lineWith({ base: '' }), false)).toBeUndefined()
    expect(bodyOf(lineWith({ base: '1.5' }), false)).toBeUndefined()
    expect(bodyOf(lineWith({ base: '', isMasked: true }), false)).toMatchObject({ lines: [{ base: null }] })
  })

  it('tells money in 万元 and keeps it in fen', () => {
    const money = { ...measured(line, 'investment'), base: '200,000', stretch: '250000.5' }
    expect(bodyOf(lineWith(money), false)).toMatchObject({
      lines: [{ unit: 'fen', base: 200_000_000_000, stretch: 250_000_500_000 }],
    })
  })

  it('lists amounts of named projects where it measures capacity: known, masked, or as registered', () => {
    const projects = [
      { projectId: 'a', amount: '1620', isMasked: false },
      { projectId: 'b', amount: '', isMasked: true },
      { projectId: 'c', amount: '', isMasked: false },
    ]
    const capacity = { ...measured(line, 'capacity'), projects }
    expect(bodyOf(lineWith(capacity), false)).toMatchObject({
      lines: [
        {
          unit: 'school-places',
          scope: { projects: [{ projectId: 'a', amount: 1620 }, { projectId: 'b', amount: null }, { projectId: 'c' }] },
        },
      ],
    })
    expect(bodyOf(lineWith({ projects }), false)).toMatchObject({
      lines: [{ scope: { projects: [{ projectId: 'a' }, { projectId: 'b' }, { projectId: 'c' }] } }],
    })
  })

  it('gets lines of new names', () => {
    expect(freshLine([line], '2026-12-31').lineId).toBe('line-2')
    expect(freshLine([{ ...line, lineId: 'line-2' }], '2026-12-31').lineId).toBe('line-3')
  })
})

describe('how often a programme wants reports', () => {
  const withRhythm = (rhythm: object) => bodyOf({ ...fresh, rhythm: { ...fresh.rhythm, ...rhythm } }, false)

  it('is said by the field of its kind, and by no other', () => {
    expect(withRhythm({ kind: 'weekly', weekday: '5' })).toMatchObject({
      rhythm: { kind: 'weekly', weekday: 5, needsPhotos: false },
    })
    expect(withRhythm({ kind: 'ten-days', needsPhotos: true })).toMatchObject({
      rhythm: { kind: 'ten-days', needsPhotos: true },
    })
    expect(withRhythm({ kind: 'monthly', byDay: '25' })).toMatchObject({ rhythm: { kind: 'monthly', byDay: 25 } })
    expect(withRhythm({ kind: 'every', days: '' })).toBeUndefined()
  })

  it('need not be said', () => {
    expect(withRhythm({})).not.toHaveProperty('rhythm')
  })
})

describe('a programme that is revised', () => {
  const issued: IssuedProgramme = {
    name: '年度任务清单',
    issuer,
    period: { from: '2026-01-01', to: '2026-12-31' },
    version: 1,
    rhythm: { kind: 'every', days: 10, needsPhotos: true },
    lines: [
      {
        lineId: 'places',
        measure: 'capacity',
        verb: 'in-use',
        unit: 'boarding-beds',
        scope: { facilityKinds: ['university'], regions: ['3401'], projects: [{ projectId: 'a', amount: null }] },
        base: null,
        stretch: 15000,
        cutOffOn: '2026-09-01',
      },
      {
        lineId: 'investment',
        measure: 'investment',
        verb: 'works-complete',
        unit: 'fen',
        scope: { facilityKinds: [], regions: [], projects: [] },
        base: 123_456_789,
        cutOffOn: '2026-12-31',
      },
    ],
  }

  it('starts from what is in force, and comes out as it was when nothing is touched', () => {
    const { version: _version, ...content } = issued
    const draft = { ...draftOf(issued, '2026-07-01'), reason: '年中调整' }
    expect(bodyOf(draft, true)).toEqual({ ...content, reason: '年中调整', occurredOn: '2026-07-01' })
  })

  it('needs a reason', () => {
    expect(bodyOf(draftOf(issued, '2026-07-01'), true)).toBeUndefined()
  })
})
