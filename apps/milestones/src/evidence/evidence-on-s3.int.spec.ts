import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { EvidenceBucket } from './evidence-bucket.adapter.js'
import { photo, photoSha256, storesEvidence } from './evidence-store.features.js'
import { type S3Request, sha256, signedHeaders } from './s3-signature.js'

/** `http://key:secret@host:9000`, with `?region=` where it is not us-east-1: a store whose buckets this may make. */
const given = process.env.EVIDENCE_S3_TEST_URL
if (!given) process.stderr.write('\nSKIPPED: evidence in a real S3 store: set EVIDENCE_S3_TEST_URL to one\n')

;(given ? describe : describe.skip)('evidence in a real S3 store', () => {
  const { origin, username, password, searchParams } = new URL(given ?? 'http://none')
  const credentials = {
    accessKey: username,
    secretKey: decodeURIComponent(password),
    region: searchParams.get('region') ?? 'us-east-1',
  }
  const now = () => new Date()
  let bucketUrl: string
  let bucket: EvidenceBucket

  const asked = async (method: S3Request['method'], url: URL, body: Buffer = Buffer.alloc(0)): Promise<string> => {
    const headers = await signedHeaders(
      { method, url, headers: {}, payloadSha256: sha256(body), at: now() },
      credentials,
    )
    const response = await fetch(url, { method, headers, ...(method === 'PUT' && { body: new Uint8Array(body) }) })
    const text = await response.text()
    expect({ status: response.status, text }).toMatchObject({ status: 200 })
    return text
  }

  beforeEach(async () => {
    bucketUrl = `${origin}/evidence-${randomUUID()}`
    await asked('PUT', new URL(bucketUrl))
    bucket = new EvidenceBucket({ url: `${bucketUrl}/below`, credentials, now })
  })

  storesEvidence(() => ({
    store: bucket,
    kept: async () => {
      const listed = await asked('GET', new URL(`${bucketUrl}?list-type=2`))
      return [...listed.matchAll(/<Key>([^<]*)/g)].map(([, key]) => key!.split('/').at(-1)!)
    },
    alter: async (hash, content) => {
      await asked('PUT', new URL(`${bucketUrl}/below/${hash.slice(0, 2)}/${hash}`), content)
    },
  }))

  it('asks for nothing without the right key, and says why', async () => {
    const wrong = { ...credentials, secretKey: 'another' }
    const stranger = new EvidenceBucket({ url: bucketUrl, credentials: wrong, now })
    const cause = { message: 'PUT answered 403 SignatureDoesNotMatch' }
    await expect(stranger.store(Readable.from([photo]))).rejects.toMatchObject({ slug: 'evidence-store-away', cause })
  })

  it('is away, not damaged, where its bucket is not there', async () => {
    const elsewhere = new EvidenceBucket({ url: `${origin}/elsewhere-${randomUUID()}`, credentials, now })
    const cause = { message: 'GET answered 404 NoSuchBucket' }
    await expect(elsewhere.read(photoSha256)).rejects.toMatchObject({ slug: 'evidence-store-away', cause })
  })
})
