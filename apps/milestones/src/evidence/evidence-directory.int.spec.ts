import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { EvidenceDirectory } from './evidence-directory.adapter.js'
import { photo, photoSha256, storesEvidence } from './evidence-store.features.js'

describe('the evidence directory', () => {
  let path: string
  let directory: EvidenceDirectory

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'evidence-'))
    directory = new EvidenceDirectory(path)
  })

  afterEach(() => rm(path, { recursive: true, force: true }))

  storesEvidence(() => ({
    store: directory,
    kept: async () => {
      const files = await readdir(path, { recursive: true, withFileTypes: true })
      return files.filter((file) => file.isFile()).map(({ name }) => name)
    },
    alter: (sha256, content) => writeFile(join(path, sha256.slice(0, 2), sha256), content),
  }))

  it('keeps nothing of uploads refused while the system was still opening their files', async () => {
    for (let i = 0; i < 1000; i++)
      await directory.store(Readable.from([Buffer.from('<script>alert(1)</script>')])).catch(() => undefined)
    await setTimeout(100)
    expect(await readdir(join(path, 'incoming'))).toEqual([])
  })

  it('removes drafts that are older than any request, and no others', async () => {
    await directory.store(Readable.from([photo]))
    const [old, young] = [join(path, 'incoming', 'old'), join(path, 'incoming', 'young')]
    await writeFile(old, 'a')
    await writeFile(young, 'b')
    await utimes(old, 1_000, 1_000)
    expect(await directory.removeOldDrafts(Date.now())).toBe(1)
    expect(await readdir(join(path, 'incoming'))).toEqual(['young'])
    expect(await directory.read(photoSha256)).toHaveLength(1000)
  })
})
