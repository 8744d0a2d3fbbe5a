import { createHash } from 'node:crypto'
import { copyFile, mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import type { LogCheckpoint } from '@zhuji/contracts'
import { checkpointTypeOf, hashedText, rowsInOrder, statementOf } from '@zhuji/messaging'

export interface ExportedLog {
  readonly service: string
  readonly events: number
  readonly checkpoints: number
  /** Of the file of the log, in hex. */
  readonly sha256: string
}

/** The verifier as built; plain JavaScript that needs Node alone. */
const VERIFIER = new URL('offline-verifier.command.js', import.meta.url)

/**
 * Writes a log as lines that hash to what the log says, and its checkpoints as they were signed; docs/audit.md describes
 * both files. Nothing that is there already is written over: the export fails.
 */
export async function exportLog(client: Client, service: string, directory: string): Promise<ExportedLog> {
  const log = await Lines.in(directory, `${service}.log.tsv`)
  const kept = await Lines.in(directory, `${service}.checkpoints.tsv`)
  const sum = createHash('sha256')
  for await (const page of rowsInOrder(client, service)) {
    const text = page.map((row) => [row.position, row.xid, row.hash.toString('hex'), hashedText(row)].join('\t'))
    sum.update(await log.add(text))
    const checkpoints = page.filter(({ type }) => type === checkpointTypeOf(service))
    await kept.add(checkpoints.map(({ payload }) => checkpointLine(JSON.parse(payload) as LogCheckpoint)))
  }
  await Promise.all([log.complete(), kept.complete()])
  return { service, events: log.count, checkpoints: kept.count, sha256: sum.digest('hex') }
}

/** What is needed beside the files. */
export async function exportVerifier(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  await copyFile(VERIFIER, join(directory, 'verify.mjs'))
}

function checkpointLine(checkpoint: LogCheckpoint): string {
  const { publicKey = '', value = '' } = checkpoint.signature ?? {}
  return [statementOf(checkpoint), value, publicKey].join('\t')
}

class Lines {
  count = 0

  private constructor(
    private readonly path: string,
    private readonly file: Awaited<ReturnType<typeof open>>,
  ) {}

  static async in(directory: string, name: string): Promise<Lines> {
    const path = join(directory, name)
    await (await open(path, 'wx')).close()
    return new Lines(path, await open(`${path}.part`, 'w'))
  }

  async add(lines: readonly string[]): Promise<string> {
    const text = lines.map((line) => `${line}\n`).join('')
    await this.file.appendFile(text)
    this.count += lines.length
    return text
  }

  async complete(): Promise<void> {
    await this.file.sync()
    await this.file.close()
    await rename(`${this.path}.part`, this.path)
  }
}
