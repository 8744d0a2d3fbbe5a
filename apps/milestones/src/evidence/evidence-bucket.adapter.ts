import { DomainError } from '@zhuji/kernel'
import { damaged, type EvidenceStore, inspection, intact, placeOf, type StoredBytes } from './evidence-store.js'
import { type S3Credentials, type S3Request, sha256, signedHeaders } from './s3-signature.js'

export interface EvidenceBucketOptions {
  /** Everything lies below it: `https://minio:9000/evidence`, or a bucket with a host of its own. */
  readonly url: string
  readonly credentials: S3Credentials
  readonly now: () => Date
}

/** A store that does not answer is away; nothing that a user waits for takes longer. */
const PATIENCE_MS = 20_000
const NOTHING = sha256('')

/**
 * Evidence in a bucket of an S3-compatible store. A file is at most 20 MB and is held in memory until it is known to be
 * whole and of an allowed kind; then it is put under its hash in one request, so nothing is ever half there.
 */
export class EvidenceBucket implements EvidenceStore {
  constructor(private readonly options: EvidenceBucketOptions) {}

  async store(source: AsyncIterable<Buffer>): Promise<StoredBytes> {
    const { pass, outcome } = inspection()
    const chunks: Buffer[] = []
    for await (const chunk of pass(source)) chunks.push(chunk)
    const stored = outcome()
    const { sha256: payloadSha256, contentType } = stored
    const headers = { 'content-type': contentType }
    const body = Buffer.concat(chunks)
    await this.call({ method: 'PUT', url: this.urlOf(payloadSha256), headers, payloadSha256 }, body)
    return stored
  }

  async read(hash: string): Promise<Buffer> {
    const url = this.urlOf(hash)
    const response = await this.call({ method: 'GET', url, headers: {}, payloadSha256: NOTHING })
    if (response.status === 404) throw damaged(hash, new Error('the store has no such object'))
    return intact(Buffer.from(await response.arrayBuffer().catch(throwAway)), hash)
  }

  /** A request that breaks off leaves nothing in a store. */
  async removeOldDrafts(): Promise<number> {
    return 0
  }

  private urlOf(hash: string): URL {
    return new URL(`${this.options.url.replace(/\/+$/, '')}/${placeOf(hash).join('/')}`)
  }

  /** Answers what the store answered where that is a yes, or that it has no such object. */
  private async call(request: Omit<S3Request, 'at'>, body?: Buffer): Promise<Response> {
    const { credentials, now } = this.options
    const headers = await signedHeaders({ ...request, at: now() }, credentials)
    const { method, url } = request
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const content = body && new Uint8Array(body)
    const response = await fetch(url, { method, headers, signal, redirect: 'error', body: content }).catch(throwAway)
    if (response.ok) return response
    const told = await response.text().catch(() => '')
    const code = /<Code>([^<]*)/.exec(told)?.[1] ?? ''
    // A bucket that is not there is a wrong address: of the objects in it, it says nothing.
    if (method === 'GET' && response.status === 404 && code !== 'NoSuchBucket') return response
    throwAway(new Error(`${method} answered ${response.status} ${code}`.trim()))
  }
}

function throwAway(cause: unknown): never {
  const away = new DomainError('unavailable', 'evidence-store-away')
  away.cause = cause
  throw away
}
