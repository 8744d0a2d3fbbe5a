import { createHash } from 'node:crypto'
import { v5 as uuidOfName } from 'uuid'
import type { CommandDraft, ServiceName } from '../register/command-draft.js'

/** A command ready to be given: about which project, under which key, and for which row if it is refused. */
export interface ImportCommand extends CommandDraft {
  readonly id: string
  readonly key: string
  readonly row: number
  readonly knownOn: string
}

/** Never change it: it is what makes the same work the same project in every import. */
const PROJECTS = '6f1c9c2e-4a55-5d0b-9a41-6d0e6f3d8a57'

export function projectIdOf(source: string, localCode: string): string {
  return uuidOfName(`${source}\n${localCode}`, PROJECTS)
}

export interface CommandOrigin {
  readonly source: string
  readonly knownOn: string
  /** The project (or region) it is about. */
  readonly id: string
  readonly row: number
}

/** The key says what is told and by which snapshot, so the same fact is the same command however often it is given. */
export function commandOf(draft: CommandDraft, { source, knownOn, id, row }: CommandOrigin): ImportCommand {
  const told = JSON.stringify([source, knownOn, id, draft.service, draft.name, draft.body])
  const key = createHash('sha256').update(told).digest('base64url')
  return { ...draft, id, key, row, knownOn }
}

export function ofService(commands: readonly ImportCommand[], service: ServiceName): readonly ImportCommand[] {
  return commands.filter((command) => command.service === service)
}
