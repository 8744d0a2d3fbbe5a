import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { damaged, type EvidenceStore, inspection, intact, placeOf, type StoredBytes } from './evidence-store.js'

/** Far longer than a request may last, so that no upload under way in any process is touched. */
const DRAFT_AGE_MS_MAX = 3_600_000

/** Evidence in a directory; what is there under its name is on the disk. */
export class EvidenceDirectory implements EvidenceStore {
  constructor(private readonly directory: string) {}

  async store(source: AsyncIterable<Buffer>): Promise<StoredBytes> {
    await mkdir(this.incoming, { recursive: true, mode: 0o700 })
    const draft = join(this.incoming, randomUUID())
    try {
      const stored = await write(source, draft)
      const [folder, name] = placeOf(stored.sha256)
      await mkdir(join(this.directory, folder), { recursive: true, mode: 0o700 })
      await rename(draft, join(this.directory, folder, name))
      return stored
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
  }

  async read(sha256: string): Promise<Buffer> {
    const path = join(this.directory, ...placeOf(sha256))
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw damaged(sha256, cause)
    })
    return intact(bytes, sha256)
  }

  async removeOldDrafts(nowMs: number): Promise<number> {
    const drafts = await readdir(this.incoming).catch(() => [])
    let removed = 0
    for (const draft of drafts) {
      const path = join(this.incoming, draft)
      const writtenMs = await stat(path).then(
        (file) => file.mtimeMs,
        () => nowMs,
      )
      if (nowMs - writtenMs <= DRAFT_AGE_MS_MAX) continue
      await rm(path, { force: true })
      removed += 1
    }
    return removed
  }

  private get incoming(): string {
    return join(this.directory, 'incoming')
  }
}

/** The draft is opened before anything can fail: a stream that opens it by itself may do so after the caller removed it. */
async function write(source: AsyncIterable<Buffer>, draft: string): Promise<StoredBytes> {
  const { pass, outcome } = inspection()
  const file = await open(draft, 'wx', 0o600)
  await pipeline(source, pass, file.createWriteStream({ flush: true }))
  return outcome()
}
