import { Readable } from 'node:stream'
import { EvidenceBucket } from './evidence-bucket.adapter.js'
import { photo, photoSha256, storesEvidence } from './evidence-store.features.js'
import { S3Server } from './s3-server.features.js'

const credentials = { accessKey: 'zhuji', secretKey: 'a secret of the store', region: 'cn-north-1' }
const now = () => new Date('2026-06-30T08:00:00Z')

describe('the evidence bucket', () => {
  let server: S3Server
  let bucket: EvidenceBucket

  beforeAll(async () => {
    server = await S3Server.open(credentials)
    bucket = new EvidenceBucket({ url: `${server.url}/`, credentials, now })
  })

  beforeEach(() => {
    server.objects.clear()
    server.failing = undefined
  })

  afterAll(() => server?.close())

  storesEvidence(() => ({
    store: bucket,
    kept: async () => [...server.objects.keys()].map((key) => key.split('/').at(-1)!),
    alter: async (sha256, content) => {
      server.objects.set(`/evidence/${sha256.slice(0, 2)}/${sha256}`, content)
    },
  }))

  it('asks for nothing without the right key, and says why', async () => {
    const stranger = new EvidenceBucket({ url: server.url, credentials: { ...credentials, secretKey: 'other' }, now })
    const refusal = { slug: 'evidence-store-away', cause: { message: 'PUT answered 403 Refused' } }
    await expect(stranger.store(Readable.from([photo]))).rejects.toMatchObject(refusal)
    expect(server.objects.size).toBe(0)
  })

  it('is away, not damaged, while the store answers with an error or not at all', async () => {
    await bucket.store(Readable.from([photo]))
    server.failing = 503
    await expect(bucket.read(photoSha256)).rejects.toMatchObject({ kind: 'unavailable', slug: 'evidence-store-away' })
    const nowhere = new EvidenceBucket({ url: 'http://127.0.0.1:1/evidence', credentials, now })
    await expect(nowhere.read(photoSha256)).rejects.toMatchObject({ kind: 'unavailable', slug: 'evidence-store-away' })
  })

  it('is away, not damaged, where its bucket is not there', async () => {
    const elsewhere = new EvidenceBucket({ url: server.url.replace('/evidence', '/elsewhere'), credentials, now })
    const cause = { message: 'GET answered 404 NoSuchBucket' }
    await expect(elsewhere.read(photoSha256)).rejects.toMatchObject({ slug: 'evidence-store-away', cause })
  })

  it('has no drafts: what breaks off leaves nothing there', async () => {
    expect(await bucket.removeOldDrafts()).toBe(0)
  })
})
