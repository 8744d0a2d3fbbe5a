import { ProgrammeIssued, ProgrammeIssuedV1, ProgrammeRevised, upcast } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { issue, programmeDecider, reviseProgramme } from './programme.js'

const example = ProgrammeIssued.examples[0]!
const { programmeId, version: _version, ...content } = example
const line = content.lines[0]!
const firstVersion = { type: ProgrammeIssuedV1.type as string, data: ProgrammeIssuedV1.examples[0] as unknown }

describe('a programme that has not been issued', () => {
  const fresh = given(programmeDecider)

  it('is issued as its first version', () => {
    fresh
      .when((programme) => issue(programme, { ...content, programmeId }, '2026-01-10'))
      .then([ProgrammeIssued({ ...content, programmeId, version: 1 }, '2026-01-10')])
  })

  it('is not issued for a period that ends before it starts', () => {
    const period = { from: '2026-12-31', to: '2026-01-01' }
    fresh
      .when((programme) => issue(programme, { ...content, programmeId, period }, '2026-01-10'))
      .thenRefused('period-ends-before-it-starts', period)
  })

  it('is not issued with a line twice, or a stretch target below its base', () => {
    fresh
      .when((programme) => issue(programme, { ...content, programmeId, lines: [line, line] }, '2026-01-10'))
      .thenRefused('line-twice', { lineId: line.lineId })
    const lines = [{ ...line, base: 100, stretch: 99 }]
    fresh
      .when((programme) => issue(programme, { ...content, programmeId, lines }, '2026-01-10'))
      .thenRefused('stretch-below-base', { stretch: 99, base: 100 })
  })

  it.each([
    ['capacity', 'fen'],
    ['projects', 'school-places'],
    ['rate', 'projects'],
  ] as const)('is not issued with %s measured in %s', (measure, unit) => {
    const lines = [{ ...line, measure, unit }]
    fresh
      .when((programme) => issue(programme, { ...content, programmeId, lines }, '2026-01-10'))
      .thenRefused('unit-not-of-measure', { measure, unit })
  })

  it('is not issued with a project named twice in a line', () => {
    const projects = [{ projectId: programmeId }, { projectId: programmeId, amount: 5 }]
    const lines = [{ ...line, scope: { ...line.scope, projects } }]
    fresh
      .when((programme) => issue(programme, { ...content, programmeId, lines }, '2026-01-10'))
      .thenRefused('project-named-twice', { projectId: programmeId })
  })

  it.each([
    [{ kind: 'weekly', needsPhotos: false }, 'rhythm-incomplete', 'weekday'],
    [{ kind: 'monthly', needsPhotos: true }, 'rhythm-incomplete', 'byDay'],
    [{ kind: 'every', needsPhotos: true }, 'rhythm-incomplete', 'days'],
    [{ kind: 'ten-days', days: 10, needsPhotos: false }, 'rhythm-field-of-another', 'days'],
    [{ kind: 'weekly', weekday: 5, byDay: 5, needsPhotos: false }, 'rhythm-field-of-another', 'byDay'],
  ] as const)('is not issued with a rhythm that does not say on which days (%#)', (rhythm, slug, field) => {
    fresh
      .when((programme) => issue(programme, { ...content, programmeId, rhythm }, '2026-01-10'))
      .thenRefused(slug, { kind: rhythm.kind, field })
  })

  it('may ask for reports on three days of a month, or for none', () => {
    for (const rhythm of [{ kind: 'ten-days', needsPhotos: true } as const, undefined]) {
      fresh
        .when((programme) => issue(programme, { ...content, programmeId, rhythm }, '2026-01-10'))
        .then([ProgrammeIssued({ ...content, programmeId, rhythm, version: 1 }, '2026-01-10')])
    }
  })

  it('may keep its target to itself', () => {
    const lines = [{ ...line, base: null }]
    fresh
      .when((programme) => issue(programme, { ...content, programmeId, lines }, '2026-01-10'))
      .then([ProgrammeIssued({ ...content, programmeId, lines, version: 1 }, '2026-01-10')])
  })

  it('cannot be revised', () => {
    fresh
      .when((programme) => reviseProgramme(programme, { content, reason: '年中调整' }, '2026-07-01'))
      .thenRefused('programme-unknown')
  })
})

describe('an issued programme', () => {
  const issued = ProgrammeIssued({ ...content, programmeId, version: 1 }, '2026-01-10')
  const second = ProgrammeRevised({ ...content, programmeId, version: 2, reason: '年中调整' }, '2026-07-01')

  it('is not issued again', () => {
    given(programmeDecider, [issued])
      .when((programme) => issue(programme, { ...content, programmeId }, '2026-01-11'))
      .thenRefused('programme-already-issued', { version: 1 })
  })

  it('that was issued before targets could be masked goes on with its named projects', () => {
    const old = upcast({ ...ProgrammeIssued({ ...content, programmeId, version: 1 }, '2026-01-10'), ...firstVersion })
    const lines = (old.data as typeof example).lines
    expect(lines.map(({ scope }) => scope.projects)).toEqual([[]])
    given(programmeDecider, [old])
      .when((programme) => reviseProgramme(programme, { content, reason: '年中调整' }, '2026-07-01'))
      .then([second])
  })

  it('gets one version more with each revision', () => {
    given(programmeDecider, [issued])
      .when((programme) => reviseProgramme(programme, { content, reason: '年中调整' }, '2026-07-01'))
      .then([second])
    given(programmeDecider, [issued, second])
      .when((programme) => reviseProgramme(programme, { content, reason: '再次调整' }, '2026-09-01'))
      .then([ProgrammeRevised({ ...content, programmeId, version: 3, reason: '再次调整' }, '2026-09-01')])
  })
})
