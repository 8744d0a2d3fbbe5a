import { z } from 'zod'
import { type DataOf, defineEvent, replacing } from '../define-event.js'
import { day, id, text, unit } from '../fields.js'
import { facilityKindIds, rhythmKindIds, targetMeasureIds, targetVerbIds } from '../vocabulary/index.js'

const byKindAndPlace = { facilityKinds: z.array(z.enum(facilityKindIds)), regions: z.array(z.string()) }

const line = {
  lineId: z.string().min(1).max(64),
  measure: z.enum(targetMeasureIds),
  verb: z.enum(targetVerbIds),
  /** A capacity kind, `projects`, `fen` or `percent`, as the measure asks; older lists wrote what they liked. */
  unit: z.string().min(1).max(40),
  stretch: z.number().nonnegative().optional(),
  cutOffOn: day,
}

const firstLine = z.object({
  ...line,
  scope: z.object({ ...byKindAndPlace, projectIds: z.array(id) }),
  base: z.number().nonnegative(),
})

/** A project that a list names. */
const namedProject = z.object({
  projectId: id,
  /** What the list counts it as, in the line's unit; null where it is masked; absent where the register's own figure counts. */
  amount: z.number().nonnegative().nullable().optional(),
})

const targetLine = z.object({
  ...line,
  /** Named projects are the line's members; where none is named, all of its kinds and regions are (empty: every one). */
  scope: z.object({ ...byKindAndPlace, projects: z.array(namedProject).max(2000) }),
  /** Null where the issuer masks it: unknown, not 0. */
  base: z.number().nonnegative().nullable(),
})

/** How often the projects of a programme report, and whether a report counts only with photographs. */
const rhythm = z.object({
  kind: z.enum(rhythmKindIds),
  /** Of a weekly one: 1 is Monday, 7 Sunday. */
  weekday: z.int().min(1).max(7).optional(),
  /** Of a monthly one; in a shorter month its last day. */
  byDay: z.int().min(1).max(31).optional(),
  /** Of one that comes every so many days, counted from the report before, the start or the resumption of works. */
  days: z.int().min(1).max(366).optional(),
  needsPhotos: z.boolean(),
})

const programme = {
  programmeId: id,
  name: z.string().min(1).max(300),
  issuer: unit,
  period: z.object({ from: day, to: day }),
  version: z.int().positive(),
}
const firstLines = { lines: z.array(firstLine).min(1).max(200) }
/** Without a rhythm the programme asks for no reports of its own. */
const lines = { lines: z.array(targetLine).min(1).max(200), rhythm: rhythm.optional() }
const reason = { reason: text.min(1) }

const heading = {
  programmeId: '0198b9a0-0000-7000-8000-000000000002',
  name: '2026年教育补短板任务清单',
  issuer: { id: 'city-government', name: '市人民政府' },
  period: { from: '2026-01-01', to: '2026-12-31' },
  version: 1,
}
const exampleLine = {
  lineId: 'places',
  measure: 'capacity' as const,
  verb: 'in-use' as const,
  unit: 'school-places',
  base: 12000,
  stretch: 15000,
  cutOffOn: '2026-09-01',
}
const examplePlace = { facilityKinds: ['primary-school' as const], regions: ['3401'] }
const firstExample = { ...heading, lines: [{ ...exampleLine, scope: { ...examplePlace, projectIds: [] } }] }
const example = {
  ...heading,
  lines: [
    { ...exampleLine, scope: { ...examplePlace, projects: [] } },
    {
      lineId: 'named-places',
      measure: 'capacity' as const,
      verb: 'in-use' as const,
      unit: 'school-places',
      scope: {
        facilityKinds: [],
        regions: [],
        projects: [
          { projectId: '0198b9a0-0000-7000-8000-000000000001', amount: 1620 },
          { projectId: '0198b9a0-0000-7000-8000-000000000011', amount: null },
        ],
      },
      base: null,
      cutOffOn: '2026-09-01',
    },
  ],
  rhythm: { kind: 'weekly' as const, weekday: 5, needsPhotos: false },
}

const issued = { zh: '任务清单已下达', en: 'A programme of targets was issued' }
const revised = { zh: '任务清单已调整', en: 'A new version of a programme replaced the one before' }

/** Of the time when every target was known and a named project counted as registered. */
export const ProgrammeIssuedV1 = defineEvent({
  type: 'registry.programme-issued.v1',
  summary: issued,
  key: 'programmeId',
  schema: z.object({ ...programme, ...firstLines }),
  examples: [firstExample],
})

export const ProgrammeRevisedV1 = defineEvent({
  type: 'registry.programme-revised.v1',
  summary: revised,
  key: 'programmeId',
  schema: z.object({ ...programme, ...firstLines, ...reason }),
  examples: [{ ...firstExample, version: 2, reason: '年中调整' }],
})

export const ProgrammeIssued = defineEvent({
  type: 'registry.programme-issued.v2',
  summary: issued,
  key: 'programmeId',
  schema: z.object({ ...programme, ...lines }),
  examples: [example],
  replaces: replacing(ProgrammeIssuedV1, withNamedProjects),
})

export const ProgrammeRevised = defineEvent({
  type: 'registry.programme-revised.v2',
  summary: revised,
  key: 'programmeId',
  schema: z.object({ ...programme, ...lines, ...reason }),
  examples: [{ ...example, version: 2, reason: '年中调整' }],
  replaces: replacing(ProgrammeRevisedV1, withNamedProjects),
})

function withNamedProjects<Programme extends DataOf<typeof ProgrammeIssuedV1>>(programme: Programme) {
  return {
    ...programme,
    lines: programme.lines.map(({ scope: { projectIds, ...scope }, ...rest }) => ({
      ...rest,
      scope: { ...scope, projects: projectIds.map((projectId) => ({ projectId })) },
    })),
  }
}
