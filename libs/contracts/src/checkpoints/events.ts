import { z } from 'zod'
import { type DataOf, defineEvent } from '../define-event.js'
import { day } from '../fields.js'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What a segment holds of one stream: its rows from that version on, without gaps. */
const sealedStream = z.object({
  streamId: z.string().min(1).max(255),
  from: z.int().positive(),
  /** The first eight bytes of each row's hash, one after the other, in base64: they say which row is another one now. */
  marks: z.base64(),
})

/**
 * A service's log up to one place, sealed: `root` is SHA-256 over the root before and the hash of every row in between, in
 * the order of the log. The rows of a segment were all recorded on one day. `libs/messaging/src/checkpoint` says what is signed.
 */
const logCheckpointed = <const Service extends string>(service: Service, exampleType: string) =>
  defineEvent({
    type: `${service}.log-checkpointed.v1`,
    summary: { zh: '日志已封存至此', en: 'The log up to a place was sealed' },
    key: 'service',
    schema: z.object({
      service: z.string().min(1).max(64),
      /** From 1; the version of the stream `checkpoint/<service>`. */
      number: z.int().positive(),
      /** The day on which the rows of the segment were recorded; those of later days come in later segments. */
      recordedOn: day,
      /** How many rows the log has from its first to `through`. */
      events: z.int().positive(),
      /** The last row that is sealed. */
      through: z.object({ xid: z.string().regex(/^\d{1,20}$/), position: z.int().positive() }),
      inventory: z.object({
        /** By type, how many rows the segment has: who has taken in as many of each lacks none. */
        counts: z.record(z.string(), z.int().positive()),
        streams: z.array(sealedStream),
      }),
      previousRoot: sha256,
      root: sha256,
      /** Absent where no key was configured. Ed25519; the key as SubjectPublicKeyInfo in base64. */
      signature: z.object({ publicKey: z.base64(), value: z.base64() }).optional(),
    }),
    examples: [
      {
        service,
        number: 1,
        recordedOn: '2026-06-30',
        events: 1,
        through: { xid: '731', position: 1 },
        inventory: {
          counts: { [exampleType]: 1 },
          streams: [{ streamId: 'project/0198b9a0-0000-7000-8000-000000000001', from: 1, marks: 'PwydHntaTC8=' }],
        },
        previousRoot: '0'.repeat(64),
        root: '9b1f4e7a2c5d8036f1a4b7c0d3e6f9021b5e8a1d4c7f0a3b6e9d2c5f8a1b4e7d',
      },
    ],
  })

/** One for each service that records. */
export const checkpointEvents = [
  logCheckpointed('registry', 'registry.project-registered.v1'),
  logCheckpointed('milestones', 'milestones.plan-adopted.v1'),
  logCheckpointed('funding', 'funding.ledger-entry-posted.v1'),
  logCheckpointed('alerts', 'alerts.alert-raised.v1'),
  logCheckpointed('dashboards', 'dashboards.month-closed.v1'),
] as const

export type LogCheckpoint = DataOf<(typeof checkpointEvents)[number]>
