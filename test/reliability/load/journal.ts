import { type FileHandle, open, readFile } from 'node:fs/promises'

/** What the client knows of a command: its answer, or that there was none it could trust. */
export type Outcome = 'acked' | 'refused' | 'unknown'

export interface Entry {
  readonly key: string
  readonly service: string
  readonly command: string
  readonly outcome: Outcome
  /** Of the facts the answer named; only when acked. */
  readonly eventIds?: readonly string[]
  /** Why it was refused, or what was seen instead of an answer. */
  readonly said?: string
}

/**
 * The client's own memory of what it asked for and what it was told, on disk before the client relies on it: a command is
 * unknown from the moment before it is sent, and acked or refused once the answer is written down. Notes that arrive while
 * the disk is busy share the next flush.
 */
export class Journal {
  private readonly latest = new Map<string, Entry>()
  private waiting: string[] = []
  private flushing: Promise<void> | undefined

  private constructor(private readonly file: FileHandle) {}

  static async open(path: string): Promise<Journal> {
    const known = await readFile(path, 'utf8').catch(() => '')
    const journal = new Journal(await open(path, 'a'))
    for (const line of known.split('\n')) if (line) journal.remember(JSON.parse(line) as Entry)
    return journal
  }

  /** Resolves when the note is on the disk. */
  async note(entry: Entry): Promise<void> {
    this.remember(entry)
    this.waiting.push(JSON.stringify(entry))
    while (this.waiting.length > 0) await (this.flushing ??= this.flush())
    await this.flushing
  }

  /** The last note of each command. */
  entries(): readonly Entry[] {
    return [...this.latest.values()]
  }

  get size(): number {
    return this.latest.size
  }

  count(outcome: Outcome): number {
    return this.entries().filter((entry) => entry.outcome === outcome).length
  }

  async close(): Promise<void> {
    await this.flushing
    await this.file.close()
  }

  private async flush(): Promise<void> {
    const lines = this.waiting.splice(0)
    await this.file.appendFile(`${lines.join('\n')}\n`)
    await this.file.datasync()
    this.flushing = undefined
  }

  private remember(entry: Entry): void {
    this.latest.set(entry.key, entry)
  }
}
