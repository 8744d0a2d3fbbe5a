import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { csvRecords, FileFailure } from './csv-rows.adapter.js'

let folder: string
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'zhuji-csv-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function rowsOf(name: string, bytes: Uint8Array, encoding = 'utf-8') {
  const path = join(folder, name)
  await writeFile(path, bytes)
  const found: (readonly string[])[] = []
  let failure: unknown
  try {
    for await (const records of csvRecords(path, { encoding, delimiter: ',' })) {
      for (const record of records) if ('cells' in record) found.push(record.cells)
    }
  } catch (error) {
    failure = error
  }
  return { found, failure }
}

describe('a file', () => {
  it.each([
    ['plain', (text: string) => Buffer.from(text)],
    ['gzip, whatever its name', (text: string) => gzipSync(text)],
    ['with line ends of Windows', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['without a last line end', (text: string) => Buffer.from(text.trimEnd())],
  ])('is read %s', async (_, bytes) => {
    expect(await rowsOf('some.csv', bytes('id,nome\n1,Educação\n'))).toEqual({
      found: [
        ['id', 'nome'],
        ['1', 'Educação'],
      ],
      failure: undefined,
    })
  })

  it('is read in the encoding of its mapping', async () => {
    const { found } = await rowsOf('latin.csv', Buffer.from('id\nEducação\n', 'latin1'), 'latin1')
    expect(found).toEqual([['id'], ['Educação']])
  })

  it('that breaks off gives what came before and says where', async () => {
    const text = Array.from({ length: 20_000 }, (_, place) => `${place},row ${Math.sin(place)}`).join('\n')
    const whole = gzipSync(text)
    const { found, failure } = await rowsOf('cut.csv.gz', whole.subarray(0, whole.length / 2))
    expect(failure).toBeInstanceOf(FileFailure)
    expect(String(failure)).toMatch(/breaks off behind line \d+/)
    expect(found.length).toBeGreaterThan(100)
  })

  it('that is not there is named', async () => {
    const records = csvRecords(join(folder, 'none.csv'), { encoding: 'utf-8', delimiter: ',' })
    await expect(async () => {
      for await (const block of records) expect(block).toEqual([])
    }).rejects.toThrow('none.csv')
  })
})
