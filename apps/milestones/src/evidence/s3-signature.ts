import { createHash, createHmac } from 'node:crypto'

export interface S3Credentials {
  readonly accessKey: string
  readonly secretKey: string
  readonly region: string
}

export interface S3Request {
  readonly method: 'GET' | 'PUT'
  readonly url: URL
  /** Besides those that the signature adds. */
  readonly headers: Readonly<Record<string, string>>
  /** SHA-256 of the body in hexadecimal; the store compares it with what arrives. */
  readonly payloadSha256: string
  readonly at: Date
}

const ALGORITHM = 'AWS4-HMAC-SHA256'

/**
 * The headers of a request to an S3-compatible store, signed as "Signature Version 4" by all of them. Source: Amazon S3 API
 * Reference, "Authenticating Requests: Using the Authorization Header", whose published examples the specification holds.
 */
export function signedHeaders(
  { method, url, headers, payloadSha256, at }: S3Request,
  { accessKey, secretKey, region }: S3Credentials,
): Readonly<Record<string, string>> {
  const instant = at.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const all: Record<string, string> = {
    ...headers,
    host: url.host,
    'x-amz-content-sha256': payloadSha256,
    'x-amz-date': instant,
  }
  const names = Object.keys(all).sort()
  const canonical = [
    method,
    url.pathname,
    canonicalQuery(url),
    ...names.map((name) => `${name}:${all[name]!.trim()}`),
    '',
    names.join(';'),
    payloadSha256,
  ].join('\n')
  const scope = [instant.slice(0, 8), region, 's3', 'aws4_request']
  const toSign = [ALGORITHM, instant, scope.join('/'), sha256(canonical)].join('\n')
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${secretKey}`)
  const signature = hmac(key, toSign).toString('hex')
  const { host: _host, ...sent } = all
  const authorization = `${ALGORITHM} Credential=${accessKey}/${scope.join('/')},SignedHeaders=${names.join(';')},Signature=${signature}`
  return { ...sent, authorization }
}

/** Sorted by name, and encoded as the store encodes it: a form would have `+` for a space. */
function canonicalQuery({ searchParams }: URL): string {
  const encoded = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${hexOf(sign)}`)
  return [...searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')
}

function hexOf(sign: string): string {
  return sign.charCodeAt(0).toString(16).toUpperCase()
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
