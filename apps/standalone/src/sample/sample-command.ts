import { createHash } from 'node:crypto'
import type { ClientCommand, CommandResult } from '@zhuji/client'
import { addDays, addMonths, type CalendarDate } from '@zhuji/kernel'
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

/** Of a programme of the year. */
export function programmeIdOf(code: string, today: CalendarDate): string {
  return idOf(`programme/${code}/${today.slice(0, 4)}-01-01`)
}

/** Offices report by the month: a fact becomes known on the last day of its month, and in this month today. */
export function knownOnOf(day: CalendarDate, today: CalendarDate): CalendarDate {
  const monthEnd = addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1)
  return monthEnd < today ? monthEnd : today
}

export function commandOf(name: string, id: string, body: object): ClientCommand {
  return { name, id, key: digest(`${name}/${id}/${JSON.stringify(body)}`).slice(0, 32), body }
}

export function refuseFailures(results: readonly CommandResult[]): void {
  const failed = results.find((result) => result.status >= 400)
  if (!failed) return
  const { detail = String(failed.status), errors = [] } = failed.problem ?? {}
  const fields = errors.map(({ field, message }) => `${field}: ${message}`)
  throw new Error(`the sample was refused: ${[detail, ...fields].join(' ')}`)
}
