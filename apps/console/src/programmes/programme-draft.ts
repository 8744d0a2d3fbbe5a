import { type RhythmKind, type TargetMeasure, unitsOf } from '@zhuji/contracts'
import { isDay } from '../figures/days.js'
import { parseAmount, parseQuantity } from '../figures/numbers.js'

/** A programme as the register holds it: what a revision starts from. */
export interface IssuedProgramme {
  readonly name: string
  readonly issuer: { readonly id: string; readonly name: string }
  readonly period: { readonly from: string; readonly to: string }
  readonly version: number
  readonly lines: readonly IssuedLine[]
  readonly rhythm?: Rhythm
}

interface IssuedLine {
  readonly lineId: string
  readonly measure: TargetMeasure
  readonly verb: string
  readonly unit: string
  readonly scope: {
    readonly facilityKinds: readonly string[]
    readonly regions: readonly string[]
    readonly projects: readonly { readonly projectId: string; readonly amount?: number | null }[]
  }
  readonly base: number | null
  readonly stretch?: number
  readonly cutOffOn: string
}

interface Rhythm {
  readonly kind: RhythmKind
  readonly weekday?: number
  readonly byDay?: number
  readonly days?: number
  readonly needsPhotos: boolean
}

export interface NamedDraft {
  readonly projectId: string
  /** As it was found; what was issued before is told by id. */
  readonly name?: string
  /** Empty: as registered. */
  readonly amount: string
  readonly isMasked: boolean
}

export interface LineDraft {
  /** Kept through all versions, so that a line's figures can be compared. */
  readonly lineId: string
  readonly measure: TargetMeasure
  readonly verb: string
  readonly unit: string
  readonly facilityKinds: readonly string[]
  readonly regions: readonly string[]
  readonly projects: readonly NamedDraft[]
  readonly base: string
  /** The issuer keeps the target to itself: unknown, not 0. */
  readonly isMasked: boolean
  readonly stretch: string
  readonly cutOffOn: string
}

export interface RhythmDraft {
  /** Empty: the programme asks for no reports of its own. */
  readonly kind: RhythmKind | ''
  readonly weekday: string
  readonly byDay: string
  readonly days: string
  readonly needsPhotos: boolean
}

export interface ProgrammeDraft {
  readonly name: string
  readonly issuerId: string
  readonly issuerName: string
  readonly from: string
  readonly to: string
  readonly lines: readonly LineDraft[]
  readonly rhythm: RhythmDraft
  readonly reason: string
  readonly occurredOn: string
}

const noRhythm: RhythmDraft = { kind: '', weekday: '5', byDay: '25', days: '30', needsPhotos: false }

/** Of the year that goes on, by the unit of who writes it. */
export function freshProgramme(today: string, issuer: IssuedProgramme['issuer'] | null): ProgrammeDraft {
  const year = today.slice(0, 4)
  const to = `${year}-12-31`
  return {
    name: '',
    issuerId: issuer?.id ?? '',
    issuerName: issuer?.name ?? '',
    from: `${year}-01-01`,
    to,
    lines: [freshLine([], to)],
    rhythm: noRhythm,
    reason: '',
    occurredOn: today,
  }
}

export function freshLine(lines: readonly LineDraft[], cutOffOn: string): LineDraft {
  let number = lines.length + 1
  while (lines.some(({ lineId }) => lineId === `line-${number}`)) number += 1
  return {
    lineId: `line-${number}`,
    measure: 'projects',
    verb: 'in-use',
    unit: 'projects',
    facilityKinds: [],
    regions: [],
    projects: [],
    base: '',
    isMasked: false,
    stretch: '',
    cutOffOn,
  }
}

/** A measure has units of its own; the first of them, unless the one there was will do. */
export function measured(line: LineDraft, measure: TargetMeasure): Pick<LineDraft, 'measure' | 'unit'> {
  const units: readonly string[] = unitsOf[measure]
  return { measure, unit: units.includes(line.unit) ? line.unit : units[0]! }
}

export function draftOf(issued: IssuedProgramme, today: string): ProgrammeDraft {
  const { name, issuer, period, lines, rhythm } = issued
  return {
    name,
    issuerId: issuer.id,
    issuerName: issuer.name,
    from: period.from,
    to: period.to,
    lines: lines.map(lineDraftOf),
    rhythm: rhythm ? rhythmDraftOf(rhythm) : noRhythm,
    reason: '',
    occurredOn: today,
  }
}

function lineDraftOf({ scope, base, stretch, ...line }: IssuedLine): LineDraft {
  const { facilityKinds, regions, projects } = scope
  const named = projects.map(({ projectId, amount }) => {
    return { projectId, amount: typed(amount, line.unit), isMasked: amount === null }
  })
  const [baseText, stretchText] = [typed(base, line.unit), typed(stretch, line.unit)]
  return {
    ...line,
    facilityKinds,
    regions,
    projects: named,
    base: baseText,
    isMasked: base === null,
    stretch: stretchText,
  }
}

function rhythmDraftOf({ kind, weekday, byDay, days, needsPhotos }: Rhythm): RhythmDraft {
  const text = (number: number | undefined, otherwise: string) => (number === undefined ? otherwise : String(number))
  return {
    kind,
    weekday: text(weekday, noRhythm.weekday),
    byDay: text(byDay, noRhythm.byDay),
    days: text(days, noRhythm.days),
    needsPhotos,
  }
}

/** Money is typed in 万元. */
function typed(amount: number | null | undefined, unit: string): string {
  if (amount === null || amount === undefined) return ''
  return String(unit === 'fen' ? amount / 1_000_000 : amount)
}

function read(text: string, unit: string): number | undefined {
  if (unit === 'fen') return parseAmount(text, 'wan')
  return parseQuantity(text, unit === 'projects' ? 0 : 4)
}

/** The command; undefined while something that it needs is missing. A revision needs a reason. */
export function bodyOf(draft: ProgrammeDraft, isRevision: boolean): object | undefined {
  const { from, to, occurredOn } = draft
  const name = draft.name.trim()
  const issuer = { id: draft.issuerId.trim(), name: draft.issuerName.trim() }
  const reason = draft.reason.trim()
  const lines = draft.lines.map(lineOf)
  const rhythm = rhythmOf(draft.rhythm)
  if ([name, issuer.id, issuer.name].includes('') || ![from, to, occurredOn].every(isDay)) return undefined
  if (lines.length === 0 || lines.includes(undefined) || rhythm === undefined) return undefined
  if (isRevision && reason === '') return undefined
  return {
    name,
    issuer,
    period: { from, to },
    lines,
    ...(rhythm && { rhythm }),
    ...(isRevision && { reason }),
    occurredOn,
  }
}

function lineOf(line: LineDraft): object | undefined {
  const { lineId, measure, verb, unit, facilityKinds, regions, cutOffOn } = line
  const base = line.isMasked ? null : read(line.base, unit)
  const hasStretch = line.stretch.trim() !== ''
  const stretch = hasStretch ? read(line.stretch, unit) : undefined
  const projects = line.projects.map((named) => namedOf(named, line))
  if (base === undefined || (hasStretch && stretch === undefined)) return undefined
  if (!isDay(cutOffOn) || projects.includes(undefined)) return undefined
  const scope = { facilityKinds, regions, projects }
  return { lineId, measure, verb, unit, scope, base, ...(hasStretch && { stretch }), cutOffOn }
}

function namedOf({ projectId, amount, isMasked }: NamedDraft, { measure, unit }: LineDraft): object | undefined {
  if (measure !== 'capacity') return { projectId }
  if (isMasked) return { projectId, amount: null }
  if (amount.trim() === '') return { projectId }
  const number = read(amount, unit)
  return number === undefined ? undefined : { projectId, amount: number }
}

/** Null where none is asked for; undefined while it is not complete. */
function rhythmOf({ kind, weekday, byDay, days, needsPhotos }: RhythmDraft): Rhythm | null | undefined {
  const numbered = (field: 'weekday' | 'byDay' | 'days', text: string): Rhythm | undefined => {
    const number = parseQuantity(text, 0)
    return number ? { kind: kind as RhythmKind, [field]: number, needsPhotos } : undefined
  }
  switch (kind) {
    case '':
      return null
    case 'weekly':
      return numbered('weekday', weekday)
    case 'ten-days':
      return { kind, needsPhotos }
    case 'monthly':
      return numbered('byDay', byDay)
    case 'every':
      return numbered('days', days)
  }
}
