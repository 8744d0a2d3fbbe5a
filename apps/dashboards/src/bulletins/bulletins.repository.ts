import { createHash } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { PoolClient } from 'pg'
import { DataSource } from 'typeorm'
import {
  BulletinDefined,
  type BulletinDefinition,
  BulletinIssued,
  BulletinRestated,
  type DataOf,
  type FiguresCut,
} from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import { EventStore } from '@zhuji/messaging'
import { poolOf } from '@zhuji/platform'
import { Closings } from '../closing/closings.repository.js'
import { type Bulletin, bulletinDecider, bulletinStream, type Drawn, latestOf } from './bulletin.js'
import { jsonDifferences, type JsonDifference } from './canonical.js'
import { drawIssue } from './draw.repository.js'

type Client = Pick<PoolClient, 'query'>

/** An issue as it was published. */
export type PublishedIssue = DataOf<typeof BulletinIssued> & {
  readonly previousNumber?: number
  readonly reason?: string
  readonly issuedAt: string
  readonly issuedBy: string
}

export interface Rerun {
  readonly bulletinId: string
  readonly number: number
  readonly month: string
  readonly equal: boolean
  readonly sha256: string
  readonly issuedSha256: string
  /** Where the two texts differ. */
  readonly differences: readonly JsonDifference[]
}

const PUBLISHED = `payload as issue, actor->>'person' as "issuedBy",
  to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "issuedAt"`
const ISSUES = [BulletinIssued.type, BulletinRestated.type]

/** Bulletins are few and are read from their own streams. */
@Injectable()
export class Bulletins {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Closings) private readonly closings: Closings,
  ) {}

  async all(): Promise<readonly Bulletin[]> {
    const { rows } = await poolOf(this.source).query<{ id: string }>(
      `select id from stream where id like 'bulletin/%' order by id`,
    )
    const states = await this.store.states<Bulletin>(
      rows.map(({ id }) => id),
      bulletinDecider,
    )
    return [...states.values()].map(({ state }) => state)
  }

  async state(bulletinId: string): Promise<Bulletin> {
    const streamId = bulletinStream(bulletinId)
    const states = await this.store.states<Bulletin>([streamId], bulletinDecider)
    return states.get(streamId)?.state ?? bulletinDecider.initial()
  }

  /** Throws `bulletin-unknown`. */
  async find(bulletinId: string): Promise<Bulletin & { readonly definition: BulletinDefinition }> {
    const bulletin = await this.state(bulletinId)
    if (!bulletin.definition) throw new DomainError('not-found', 'bulletin-unknown', { figures: { bulletinId } })
    return { ...bulletin, definition: bulletin.definition }
  }

  /** From the root to the division. Throws `bulletin-region-unknown`. */
  async regionPath(region: string): Promise<readonly string[]> {
    const { rows } = await poolOf(this.source).query<{ path: string[] }>('select path from region where code = $1', [
      region,
    ])
    if (!rows[0])
      throw new DomainError('invalid', 'bulletin-region-unknown', { field: 'filters.region', figures: { region } })
    return rows[0].path
  }

  /** Throws `issue-unknown`. */
  async issue(bulletinId: string, number: number): Promise<PublishedIssue> {
    const issue = await issueOf(bulletinId, number, poolOf(this.source))
    if (!issue) throw new DomainError('not-found', 'issue-unknown', { figures: { bulletinId, number } })
    return issue
  }

  /** The next issue of a month, a restatement by the definition of the issue before, so that the two can be compared. */
  async draw(bulletin: Bulletin, asked: { month: string; reason?: string; cut: FiguresCut }): Promise<Drawn> {
    const { month, reason, cut } = asked
    const previous = latestOf(bulletin, month)
    return this.closings.inSnapshot(async (tx) => {
      const { bulletinId } = bulletin.definition!
      const definition = previous ? await definitionOf(bulletinId, previous.version, tx) : bulletin.definition!
      const number = bulletin.issues.length + 1
      const restates = previous && reason !== undefined ? { number: previous.number, reason } : null
      const drawn = await drawIssue({ definition, number, month, cut, restates, previousCut: previous?.cut }, tx)
      const bytes = Buffer.byteLength(drawn.document)
      const previousNumber = previous?.number
      return {
        version: definition.version,
        number,
        previousNumber,
        cut,
        bytes,
        sha256: sha256Of(drawn.document),
        ...drawn,
      }
    })
  }

  async rerun(bulletinId: string, number: number): Promise<Rerun> {
    const issue = await this.issue(bulletinId, number)
    return this.closings.inSnapshot((tx) => rerunOf(issue, tx))
  }
}

/** Draws an issue up once more from its cut and compares that with what was published, byte for byte. */
export async function rerunOf(issue: PublishedIssue, client: PoolClient): Promise<Rerun> {
  const { bulletinId, number, month, version, cut, previousNumber, reason, sha256: issuedSha256 } = issue
  const definition = await definitionOf(bulletinId, version, client)
  const previous = previousNumber === undefined ? undefined : await issueOf(bulletinId, previousNumber, client)
  const restates = previous && reason !== undefined ? { number: previous.number, reason } : null
  const { document } = await drawIssue({ definition, number, month, cut, restates, previousCut: previous?.cut }, client)
  const sha256 = sha256Of(document)
  const equal = document === issue.document && sha256 === issuedSha256
  const differences = equal ? [] : jsonDifferences(JSON.parse(issue.document), JSON.parse(document))
  return { bulletinId, number, month, equal, sha256, issuedSha256, differences }
}

/** Every issue of every bulletin, in the order in which they were published. */
export async function publishedIssues(client: Client): Promise<readonly PublishedIssue[]> {
  const { rows } = await client.query<PublishedRow>(
    `select ${PUBLISHED} from event_log l where type = any($1) order by l.xid, l.position`,
    [ISSUES],
  )
  return rows.map(publishedOf)
}

interface PublishedRow extends Pick<PublishedIssue, 'issuedAt' | 'issuedBy'> {
  readonly issue: DataOf<typeof BulletinRestated>
}

function publishedOf({ issue, ...published }: PublishedRow): PublishedIssue {
  return { ...issue, ...published }
}

async function issueOf(bulletinId: string, number: number, client: Client): Promise<PublishedIssue | undefined> {
  const { rows } = await client.query<PublishedRow>(
    `select ${PUBLISHED} from event_log
     where stream_id = $1 and type = any($2) and (payload->>'number')::integer = $3`,
    [bulletinStream(bulletinId), ISSUES, number],
  )
  return rows[0] && publishedOf(rows[0])
}

async function definitionOf(bulletinId: string, version: number, client: Client): Promise<BulletinDefinition> {
  const { rows } = await client.query<{ definition: BulletinDefinition }>(
    `select payload as definition from event_log
     where stream_id = $1 and type = $2 and (payload->>'version')::integer = $3`,
    [bulletinStream(bulletinId), BulletinDefined.type, version],
  )
  return rows[0]!.definition
}

function sha256Of(document: string): string {
  return createHash('sha256').update(document).digest('hex')
}
