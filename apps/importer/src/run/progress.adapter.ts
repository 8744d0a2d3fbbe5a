import { SingleBar } from 'cli-progress'
import type { FileTally } from './import-tally.js'

const LINE_EVERY_MS = 5_000

export interface Progress {
  begin(file: string, totalBytes: number): void
  update(tally: FileTally, readBytes: number): void
  end(): void
}

/** A bar for a person at a terminal, a plain line every few seconds for everything else. */
export function progressOn(output: NodeJS.WriteStream): Progress {
  return output.isTTY ? barOn(output) : linesOn(output)
}

function barOn(output: NodeJS.WriteStream): Progress {
  let bar: SingleBar | undefined
  return {
    begin: (file, totalBytes) => {
      const format = `${file} {bar} {percentage} % · {rows} rows · {facts} facts`
      bar = new SingleBar({ format, stream: output, hideCursor: true, clearOnComplete: true })
      bar.start(Math.max(totalBytes, 1), 0, { rows: 0, facts: 0 })
    },
    update: ({ rows, facts }, readBytes) => bar?.update(readBytes, { rows, facts }),
    end: () => bar?.stop(),
  }
}

function linesOn(output: NodeJS.WriteStream): Progress {
  let lastAt = 0
  return {
    begin: (file, totalBytes) => {
      lastAt = performance.now()
      output.write(`${file}: ${totalBytes} bytes\n`)
    },
    update: ({ file, rows, facts }) => {
      if (performance.now() - lastAt < LINE_EVERY_MS) return
      lastAt = performance.now()
      output.write(`${file}: ${rows} rows read, ${facts} facts recorded\n`)
    },
    end: () => undefined,
  }
}
