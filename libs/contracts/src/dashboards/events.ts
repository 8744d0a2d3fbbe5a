import { z } from 'zod'
import { type DataOf, defineEvent } from '../define-event.js'
import { day, id, text } from '../fields.js'

export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const term = z.object({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) })

/** How far one log counts: to the end of what a checkpoint seals, whose root proves what that was. Number 0: nothing. */
const logCut = z.object({
  service: z.string().min(1).max(64),
  checkpoint: z.int().nonnegative(),
  xid: z.string().regex(/^\d{1,20}$/),
  position: z.int().nonnegative(),
  root: sha256,
})

/** What figures are taken from: facts that had happened by one day, were known by another, and lie in the logs up to a place. */
const cut = z.object({ asOf: day, knownOn: day, logs: z.array(logCut).max(16) })

const exampleCut = {
  asOf: '2026-06-30',
  knownOn: '2026-07-05',
  logs: [
    {
      service: 'funding',
      checkpoint: 17,
      xid: '731',
      position: 18_240,
      root: '9b1f4e7a2c5d8036f1a4b7c0d3e6f9021b5e8a1d4c7f0a3b6e9d2c5f8a1b4e7d',
    },
  ],
}

export const MonthClosed = defineEvent({
  type: 'dashboards.month-closed.v1',
  summary: { zh: '月度已关账', en: 'A month was closed' },
  key: 'month',
  schema: z.object({ month, cut }),
  examples: [{ month: '2026-06', cut: exampleCut }],
})

export const bulletinGroupings = ['total', 'region', 'facility-group', 'facility-kind'] as const

/** What a bulletin shows, again each month. Whatever changes makes a version more; issues name theirs. */
export const BulletinDefined = defineEvent({
  type: 'dashboards.bulletin-defined.v1',
  summary: { zh: '通报口径已确定', en: 'What a bulletin shows was laid down' },
  key: 'bulletinId',
  schema: z.object({
    bulletinId: id,
    version: z.int().positive(),
    title: term,
    filters: z.object({
      region: z.string().min(1).max(64).optional(),
      facilityGroup: z.string().min(1).max(64).optional(),
      facilityKind: z.string().min(1).max(64).optional(),
    }),
    parts: z.array(z.object({ figure: z.string().min(1).max(64), by: z.enum(bulletinGroupings) })).max(60),
    lines: z.array(z.object({ programmeId: id, lineId: z.string().min(1).max(64) })).max(60),
  }),
  examples: [
    {
      bulletinId: '0198b9a0-0000-7000-8000-000000000005',
      version: 1,
      title: { zh: '教育补短板项目建设进展通报', en: 'Progress of school projects' },
      filters: { region: '3401' },
      parts: [
        { figure: 'start-rate', by: 'total' },
        { figure: 'disbursement-rate', by: 'region' },
      ],
      lines: [{ programmeId: '0198b9a0-0000-7000-8000-000000000002', lineId: 'places' }],
    },
  ],
})

const issue = {
  bulletinId: id,
  /** Of the definition. */
  version: z.int().positive(),
  /** From 1 within the bulletin, restatements included. */
  number: z.int().positive(),
  month,
  cut,
  /** Of the document's bytes in UTF-8. */
  sha256,
  /** What was published: JSON with the names of each object in order and no spaces. */
  document: z.string().min(2).max(2_000_000),
}
const exampleIssue = {
  bulletinId: '0198b9a0-0000-7000-8000-000000000005',
  version: 1,
  number: 1,
  month: '2026-06',
  cut: exampleCut,
  sha256: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  document: '{}',
}

export const BulletinIssued = defineEvent({
  type: 'dashboards.bulletin-issued.v1',
  summary: { zh: '通报已发布', en: 'A bulletin was issued' },
  key: 'bulletinId',
  schema: z.object(issue),
  examples: [exampleIssue],
})

/** The same month again, with what arrived since; the issue before stays what it was. */
export const BulletinRestated = defineEvent({
  type: 'dashboards.bulletin-restated.v1',
  summary: { zh: '通报已更正', en: 'A bulletin was restated' },
  key: 'bulletinId',
  schema: z.object({ ...issue, previousNumber: z.int().positive(), reason: text.min(1) }),
  examples: [{ ...exampleIssue, number: 2, previousNumber: 1, reason: '6月一笔付款迟报' }],
})

export const closingEvents = [MonthClosed, BulletinDefined, BulletinIssued, BulletinRestated] as const

export type FiguresCut = DataOf<typeof MonthClosed>['cut']
export type LogCut = FiguresCut['logs'][number]
export type BulletinDefinition = DataOf<typeof BulletinDefined>
export type BulletinIssue = DataOf<typeof BulletinIssued>
