import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { EvidenceStore } from './evidence-store.js'

export const photo = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(996, 7)])
export const photoSha256 = createHash('sha256').update(photo).digest('hex')

export interface EvidenceScene {
  readonly store: EvidenceStore
  /** The names of everything that is kept, whole or not. */
  kept(): Promise<readonly string[]>
  /** Puts other bytes in the place of a content. */
  alter(sha256: string, content: Buffer): Promise<void>
}

/** What every store of evidence promises. */
export function storesEvidence(scene: () => EvidenceScene): void {
  const store = (...chunks: readonly Buffer[]) => scene().store.store(Readable.from(chunks))

  it('keeps the same content once, whoever sends it', async () => {
    const same = { sha256: photoSha256, bytes: 1000, contentType: 'image/jpeg' }
    expect([await store(photo), await store(photo)]).toEqual([same, same])
    expect(await scene().kept()).toEqual([photoSha256])
    expect((await scene().store.read(photoSha256)).equals(photo)).toBe(true)
  })

  it('knows the kind of file also when it comes byte by byte', async () => {
    expect(await store(...[...photo].map((byte) => Buffer.from([byte])))).toMatchObject({ contentType: 'image/jpeg' })
    expect(await store(photo.subarray(0, 4))).toMatchObject({ bytes: 4 })
  })

  it('keeps twenty megabytes, and a PDF as one', async () => {
    const large = Buffer.concat([photo, Buffer.alloc(20 * 1024 * 1024 - 1000, 3)])
    const { sha256 } = await store(large.subarray(0, 5_000_000), large.subarray(5_000_000))
    expect((await scene().store.read(sha256)).equals(large)).toBe(true)
    expect(await store(Buffer.from('%PDF-1.7 and so on, long enough'))).toMatchObject({
      contentType: 'application/pdf',
    })
  })

  it('keeps nothing that is empty or of another kind', async () => {
    await expect(store()).rejects.toMatchObject({ slug: 'evidence-empty' })
    await expect(store(Buffer.from('<script>alert(1)</script>'))).rejects.toMatchObject({
      slug: 'evidence-type-unsupported',
    })
    expect(await scene().kept()).toEqual([])
  })

  it('keeps nothing of an upload that breaks half-way', async () => {
    const broken = Readable.from(
      (function* () {
        yield photo
        throw new Error('connection lost')
      })(),
    )
    await expect(scene().store.store(broken)).rejects.toThrow('connection lost')
    expect(await scene().kept()).toEqual([])
  })

  it('hands nothing out whose bytes have changed, and repairs it when it is sent again', async () => {
    await store(photo)
    await scene().alter(photoSha256, Buffer.from('something else'))
    await expect(scene().store.read(photoSha256)).rejects.toMatchObject({ slug: 'evidence-damaged' })
    await store(photo)
    expect((await scene().store.read(photoSha256)).equals(photo)).toBe(true)
  })

  it('reports content that is not there as damaged, and takes nothing for a name that is no hash', async () => {
    await expect(scene().store.read(photoSha256)).rejects.toMatchObject({ slug: 'evidence-damaged' })
    await expect(scene().store.read('../../etc/passwd')).rejects.toThrow('not a SHA-256')
  })
}
