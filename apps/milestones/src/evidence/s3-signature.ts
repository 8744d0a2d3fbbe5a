import { createHash } from 'node:crypto'
import { AwsV4Signer } from 'aws4fetch'

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

/** The headers of a request to an S3-compatible store, signed by all of them: "Signature Version 4" of the Amazon S3 API. */
export async function signedHeaders(
  { method, url, headers, payloadSha256, at }: S3Request,
  { accessKey, secretKey, region }: S3Credentials,
): Promise<Headers> {
  const signer = new AwsV4Signer({
    method,
    url: url.href,
    headers: { ...headers, 'x-amz-content-sha256': payloadSha256 },
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region,
    datetime: at.toISOString().replace(/[-:]|\.\d{3}/g, ''),
    allHeaders: true,
  })
  return (await signer.sign()).headers
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
