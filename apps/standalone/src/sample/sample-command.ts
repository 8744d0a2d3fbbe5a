import { createHash } from 'node:crypto'
import type { ClientCommand } from '@zhuji/client'
import type { CalendarDate } from '@zhuji/kernel'
import type { SampleFacility } from './sample-facilities.js'

export type Service = 'registry' | 'milestones' | 'funding'

/** A command of the sample with the service it is for and the day on which everybody came to know it. */
export interface SampleCommand {
  readonly service: Service
  readonly knownOn: CalendarDate
  readonly command: ClientCommand
}

/** Ids and keys come from what they name, so that filling twice changes nothing. */
function digest(text: string): string {
  return createHash('sha256').update(`zhuji-sample/${text}`).digest('hex')
}

/** Of the project that a facility is registered as. */
export function facilityId({ code }: Pick<SampleFacility, 'code'>): string {
  return idOf(code)
}

export function idOf(name: string): string {
  const hex = digest(name)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function commandOf(name: string, id: string, body: object): ClientCommand {
  return { name, id, key: digest(`${name}/${id}/${JSON.stringify(body)}`).slice(0, 32), body }
}
