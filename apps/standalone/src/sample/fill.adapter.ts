import { readFile, writeFile } from 'node:fs/promises'
import { type ClientCommand, clientCredentials, CommandsClient } from '@zhuji/client'
import type { IssuedAccount } from '@zhuji/front'
import { type CalendarDate, calendarDateIn } from '@zhuji/kernel'
import { closeLastMonth } from './close-month.adapter.js'
import { refuseFailures, type SampleCommand } from './sample-command.js'
import { sampleHistory } from './sample-history.js'
import { agreementPayment } from './sample-money.js'

export interface SampleOptions {
  readonly origin: string
  readonly administrator: IssuedAccount
  /** Says whether the store has been filled, and for which day. */
  readonly markerFile: string
  readonly timeZone: string
}

interface Marker {
  /** The day the sample was told for; a fill that was cut short goes on with the same. */
  readonly today: string
  readonly done: boolean
}

const BATCH = 500

/** Fills an empty store once with a small believable programme, through the same commands as everybody else. */
export async function fillWithSample(options: SampleOptions): Promise<void> {
  const { origin, administrator, markerFile: file, timeZone } = options
  const marker = await readMarker(file)
  if (marker?.done) return
  const { username: clientId, clientSecret } = administrator
  const tokens = clientCredentials({ tokenUrl: `${origin}/oidc/token`, clientId, clientSecret })
  const client = new CommandsClient({ baseUrl: () => origin, tokens })
  if (!marker && (await holdsAnything(client))) return
  const today = marker?.today ?? calendarDateIn(timeZone, new Date())
  await writeFile(file, JSON.stringify({ today, done: false } satisfies Marker))
  process.stdout.write('  The store is empty: filling it with a sample programme (refuse it with --empty) …\n')
  for (const { service, knownOn, commands } of batchesOf(sampleHistory(today))) {
    refuseFailures(await client.give(service, commands, knownOn))
  }
  const { path, ...payment } = agreementPayment(today)
  await client.tell('funding', path, payment)
  process.stdout.write('  The sample programme is in.\n')
  await showClosing(client, today)
  await writeFile(file, JSON.stringify({ today, done: true } satisfies Marker))
}

/** Whoever starts the system to look at it can do so without a closed month. */
async function showClosing(client: CommandsClient, today: CalendarDate): Promise<void> {
  try {
    const month = await closeLastMonth(client, today)
    process.stdout.write(`  ${month} is closed; its bulletin was issued, then restated by a report that came late.\n`)
  } catch (error) {
    process.stdout.write(`  No month of the sample is closed: ${(error as Error).message}\n`)
  }
}

async function holdsAnything(client: CommandsClient): Promise<boolean> {
  const roots = await client.get<unknown[]>('registry', '/api/v1/registry/regions')
  return roots.length > 0
}

async function readMarker(file: string): Promise<Marker | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Marker
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

interface Batch {
  readonly service: string
  readonly knownOn: string
  readonly commands: ClientCommand[]
}

/**
 * Neighbours of one day and one service go together; the order of the story is kept. A division waits for its parent, so
 * each goes alone: the commands of a batch that are about different things are decided side by side.
 */
function batchesOf(history: readonly SampleCommand[]): Batch[] {
  const batches: Batch[] = []
  for (const { service, knownOn, command } of history) {
    const last = batches.at(-1)
    const joins = last?.service === service && last.knownOn === knownOn && last.commands.length < BATCH
    if (joins && command.name !== 'define-region') {
      last.commands.push(command)
    } else {
      batches.push({ service, knownOn, commands: [command] })
    }
  }
  return batches
}
