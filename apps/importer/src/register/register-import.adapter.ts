import type { RegisterMapping } from '../mapping/mapping.js'
import type { Issue } from '../rows/issue.js'
import { commandOf, type ImportCommand, ofService, projectIdOf } from '../run/import-command.js'
import { refusalsOf } from '../run/refusals.js'
import type { RegionTree } from '../run/region-tree.adapter.js'
import type { Services } from '../run/services.adapter.js'
import { asksForCommitments, type Snapshot } from './contract-differences.js'
import { differencesOf } from './differences.js'
import { type Known, nothingKnown } from './known.js'
import { newerClaim } from './older-than-known.js'
import type { RegisterRow } from './register-row.js'
import { missingToRegister } from './registration-differences.js'
import { contradicts } from './standing-differences.js'

export interface RegisterImportParts {
  readonly mapping: RegisterMapping
  readonly knownOn: string
  readonly services: Services
  readonly regions: RegionTree
  readonly told: (issues: readonly Issue[]) => void
}

/** Looked up one by one; so many at a time. */
const LEDGERS_AT_ONCE = 8

interface Work {
  readonly row: RegisterRow
  readonly id: string
  readonly known: Known
}

/** Brings the services from what they know to what the rows of a register say, a batch at a time. */
export class RegisterImport {
  private readonly snapshot: Snapshot

  constructor(private readonly parts: RegisterImportParts) {
    this.snapshot = { source: parts.mapping.source, knownOn: parts.knownOn }
  }

  async run(rows: readonly RegisterRow[]): Promise<void> {
    const works = this.acceptable(await this.compared(rows))
    const { services, regions, told } = this.parts
    told(
      await regions.ensure(
        works.map(({ row }) => row),
        services,
      ),
    )
    const commands = works.flatMap((work) => this.commandsFor(work))
    const unknown = await this.give('registry', commands, new Set())
    await Promise.all([this.give('milestones', commands, unknown), this.give('funding', commands, unknown)])
  }

  private async compared(rows: readonly RegisterRow[]): Promise<Work[]> {
    const { mapping, services } = this.parts
    const ids = rows.map(({ localCode }) => projectIdOf(mapping.source, localCode))
    const known = await services.known(ids, mapping.fields.contractAmount !== undefined)
    const works = rows.map((row, place) => ({ row, id: ids[place]!, known: known.get(ids[place]!) ?? nothingKnown }))
    return services.timed('look-up', () => this.withCommitments(works))
  }

  private async withCommitments(works: readonly Work[]): Promise<Work[]> {
    const done: Work[] = [...works]
    const open = [...works.keys()].filter((place) => asksForCommitments(works[place]!.row, works[place]!.known))
    const next = async (): Promise<void> => {
      for (let place = open.pop(); place !== undefined; place = open.pop()) {
        const work = works[place]!
        const commitments = await this.parts.services.commitments(work.id)
        done[place] = { ...work, known: { ...work.known, commitments } }
      }
    }
    await Promise.all(Array.from({ length: LEDGERS_AT_ONCE }, next))
    return done
  }

  private acceptable(works: readonly Work[]): Work[] {
    const { knownOn, told } = this.parts
    const claimedOn = newerClaim(
      works.map(({ known }) => known),
      knownOn,
    )
    return works.filter(({ row, known }) => {
      const rejection = known.project && claimedOn ? tooOld(row, { knownOn, claimedOn }) : incomplete(row, known)
      if (rejection) told([rejection])
      else if (contradicts(row, known)) told([contradiction(row)])
      return rejection === undefined
    })
  }

  private commandsFor({ row, id, known }: Work): ImportCommand[] {
    const { source, knownOn } = this.snapshot
    const drafts = differencesOf(row, known, this.snapshot)
    return drafts.map((draft) => commandOf(draft, { source, knownOn, id, row: row.row }))
  }

  /** Returns the projects that could not be registered: nothing else can be told about them. */
  private async give(
    service: ImportCommand['service'],
    commands: readonly ImportCommand[],
    unknown: ReadonlySet<string>,
  ): Promise<Set<string>> {
    const given = ofService(commands, service).filter(({ id }) => !unknown.has(id))
    const results = await this.parts.services.give(service, given)
    this.parts.told(refusalsOf(given, results))
    const refused = given.filter(({ name }, place) => name === 'register-project' && results[place]!.status >= 400)
    return new Set(refused.map(({ id }) => id))
  }
}

function tooOld(
  { row, localCode }: RegisterRow,
  { knownOn, claimedOn }: { knownOn: string; claimedOn: string },
): Issue {
  const reason = `this file is of ${knownOn}, but the source was already heard for ${claimedOn}; files go in by their day`
  return { row, field: 'knownOn', consequence: 'row-rejected', reason, value: localCode }
}

function incomplete(row: RegisterRow, known: Known): Issue | undefined {
  const missing = missingToRegister(row, known)
  if (missing.length === 0) return undefined
  const reason = `the work is not registered yet, and the row does not say ${missing.join(', ')}`
  return { row: row.row, field: missing[0]!, consequence: 'row-rejected', reason, value: row.localCode }
}

function contradiction({ row, statusText, localCode }: RegisterRow): Issue {
  const reason = `the register says ${statusText}, but milestones told by others say that ${localCode} is finished; they stay`
  return { row, field: 'status', consequence: 'marked', reason, value: statusText }
}
