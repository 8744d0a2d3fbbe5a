import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { EvidenceDirectory } from './evidence-directory.adapter.js'

const photo = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(996, 7)])
const sha256 = createHash('sha256').update(photo).digest('hex')

describe('the evidence directory', () => {
  let path: string
  let directory: EvidenceDirectory

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'evidence-'))
    directory = new EvidenceDirectory(path)
  })

  afterEach(() => rm(path, { recursive: true, force: true }))

  it('keeps the same content once, whoever sends it', async () => {
    const same = { sha256, bytes: 1000, contentType: 'image/jpeg' }
    const stored = [await directory.store(Readable.from([photo])), await directory.store(Readable.from([photo]))]
    expect(stored).toEqual([same, same])
    expect(await readdir(join(path, sha256.slice(0, 2)))).toEqual([sha256])
    expect((await directory.read(sha256)).equals(photo)).toBe(true)
  })

  it('knows the kind of file also when it comes byte by byte', async () => {
    const bytes = [...photo].map((byte) => Buffer.from([byte]))
    expect(await directory.store(Readable.from(bytes))).toMatchObject({ contentType: 'image/jpeg' })
    expect(await directory.store(Readable.from([photo.subarray(0, 4)]))).toMatchObject({ bytes: 4 })
  })

  it('keeps nothing of an upload that breaks half-way', async () => {
    const broken = Readable.from(
      (function* () {
        yield photo
        throw new Error('connection lost')
      })(),
    )
    await expect(directory.store(broken)).rejects.toThrow('connection lost')
    expect(await readdir(path)).toEqual(['incoming'])
    expect(await readdir(join(path, 'incoming'))).toEqual([])
  })

  it('keeps nothing of uploads refused while the system was still opening their files', async () => {
    for (let i = 0; i < 1000; i++)
      await directory.store(Readable.from([Buffer.from('<script>alert(1)</script>')])).catch(() => undefined)
    await setTimeout(100)
    expect(await readdir(join(path, 'incoming'))).toEqual([])
  })

  it('repairs lost or damaged content when it is sent again', async () => {
    await directory.store(Readable.from([photo]))
    await writeFile(join(path, sha256.slice(0, 2), sha256), 'something else')
    await expect(directory.read(sha256)).rejects.toMatchObject({ slug: 'evidence-damaged' })
    await directory.store(Readable.from([photo]))
    expect((await directory.read(sha256)).equals(photo)).toBe(true)
  })

  it('reports content that is not there as damaged, and takes nothing for a name that is no hash', async () => {
    await expect(directory.read(sha256)).rejects.toMatchObject({ slug: 'evidence-damaged' })
    await expect(directory.read('../../etc/passwd')).rejects.toThrow('not a SHA-256')
  })

  it('removes drafts that are older than any request, and no others', async () => {
    await directory.store(Readable.from([photo]))
    const [old, young] = [join(path, 'incoming', 'old'), join(path, 'incoming', 'young')]
    await writeFile(old, 'a')
    await writeFile(young, 'b')
    await utimes(old, 1_000, 1_000)
    expect(await directory.removeOldDrafts(Date.now())).toBe(1)
    expect(await readdir(join(path, 'incoming'))).toEqual(['young'])
    expect(await directory.read(sha256)).toHaveLength(1000)
  })
})
