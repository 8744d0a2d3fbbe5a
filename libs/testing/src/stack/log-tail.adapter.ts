import { open } from 'node:fs/promises'

const LOOK_EVERY_MS = 200
const CHUNK_BYTES = 64 * 1024

/**
 * Hands over each line that is appended to a file from now on. The processes write their files themselves, so what they
 * say is kept even when nobody listens, and nobody who listens slowly holds them up.
 */
export class LogTail {
  private position = 0
  private rest = ''
  private reading: Promise<void> = Promise.resolve()
  private readonly timer: NodeJS.Timeout

  constructor(
    private readonly file: string,
    private readonly onLine: (line: string) => void,
    private readonly from: 'start' | 'end' = 'start',
  ) {
    this.reading = this.begin()
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS)
    this.timer.unref()
  }

  /** Takes in what is there and stops looking. */
  async close(): Promise<void> {
    clearInterval(this.timer)
    await this.look()
    if (this.rest !== '') this.onLine(this.rest)
  }

  private look(): Promise<void> {
    return (this.reading = this.reading.then(() => this.read()))
  }

  private async begin(): Promise<void> {
    if (this.from === 'end') this.position = await sizeOf(this.file)
  }

  private async read(): Promise<void> {
    const file = await open(this.file, 'r').catch(() => undefined)
    if (!file) return
    try {
      // A file that became shorter was begun anew.
      if ((await file.stat()).size < this.position) this.position = 0
      const buffer = Buffer.alloc(CHUNK_BYTES)
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, this.position)
        if (bytesRead === 0) return
        const complete = buffer.lastIndexOf(0x0a, bytesRead - 1) + 1 || bytesRead
        this.position += complete
        this.take(buffer.toString('utf8', 0, complete))
      }
    } finally {
      await file.close()
    }
  }

  private take(text: string): void {
    const lines = (this.rest + text).split('\n')
    this.rest = lines.pop() ?? ''
    for (const line of lines) this.onLine(line)
  }
}

async function sizeOf(path: string): Promise<number> {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return 0
  try {
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}
