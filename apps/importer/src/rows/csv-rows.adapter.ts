import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { type Record as CsvRecord, recordsIn } from './csv-records.js'

export interface CsvFormat {
  readonly encoding: string
  readonly delimiter: string
  /** Told as the file is read, in bytes of the file itself. */
  readonly onBytes?: (bytes: number) => void
}

/** The file cannot be read to its end; what came before is good. */
export class FileFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'FileFailure'
  }
}

/** A line far longer than any row is no text table (or the wrong encoding), and must not fill the memory. */
const LINE_CHARACTERS_MAX = 1_000_000
const LINES_AT_ONCE = 500

/**
 * The records of a CSV file, plain or gzip (told by its first bytes, not by its name), in blocks of some hundred lines,
 * the header first. Throws a FileFailure naming the line where a file breaks off; what came before has been given.
 */
export async function* csvRecords(path: string, format: CsvFormat): AsyncGenerator<readonly CsvRecord[]> {
  let waiting: string[] = []
  let line = 1
  const take = (isLast: boolean): readonly CsvRecord[] => {
    const { records, left } = recordsIn(waiting, { firstLine: line, delimiter: format.delimiter, isLast })
    line += waiting.length - left.length
    waiting = [...left]
    return records
  }
  try {
    for await (const text of linesOf(path, format)) {
      waiting.push(text)
      if (waiting.length >= LINES_AT_ONCE) yield take(false)
    }
  } catch (error) {
    yield take(true)
    if (error instanceof FileFailure) throw error
    throw new FileFailure(`${path} breaks off behind line ${line - 1}: ${(error as Error).message}`, error)
  }
  yield take(true)
}

async function* linesOf(path: string, { encoding, onBytes }: CsvFormat): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  let rest = ''
  for await (const chunk of await bytesOf(path, onBytes)) {
    rest += decoder.decode(chunk as Uint8Array, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > LINE_CHARACTERS_MAX) {
      throw new FileFailure(`${path} has a line of more than ${LINE_CHARACTERS_MAX} characters; it is no CSV file`)
    }
    for (const line of lines) yield withoutReturn(line)
  }
  rest += decoder.decode()
  if (rest !== '') yield withoutReturn(rest)
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)

async function bytesOf(path: string, onBytes: CsvFormat['onBytes']): Promise<NodeJS.ReadableStream> {
  const first = await firstBytes(path)
  const file = createReadStream(path)
  if (onBytes) file.on('data', (chunk) => onBytes(chunk.length))
  if (first[0] !== 0x1f || first[1] !== 0x8b) return file
  const plain = createGunzip()
  file.on('error', (error) => plain.destroy(error))
  return file.pipe(plain)
}

async function firstBytes(path: string): Promise<Buffer> {
  try {
    const file = await open(path)
    try {
      return (await file.read(Buffer.alloc(2), 0, 2, 0)).buffer
    } finally {
      await file.close()
    }
  } catch (error) {
    throw new FileFailure(`${path} cannot be read: ${(error as Error).message}`, error)
  }
}
