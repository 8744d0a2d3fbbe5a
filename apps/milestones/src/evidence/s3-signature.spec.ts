import { sha256, signedHeaders } from './s3-signature.js'

/** Amazon S3 API Reference, “Examples: Signature Calculations”. */
const credentials = {
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
}
const at = new Date('2013-05-24T00:00:00Z')

describe('a request to an S3-compatible store is signed as the published examples are', () => {
  it('when it reads an object', async () => {
    const headers = await signedHeaders(
      {
        method: 'GET',
        url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
        headers: { range: 'bytes=0-9' },
        payloadSha256: sha256(''),
        at,
      },
      credentials,
    )
    expect(headers.get('authorization')).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    )
  })

  it.each([
    [
      'asks for a property of the bucket',
      '?lifecycle',
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    ],
    ['lists it', '?max-keys=2&prefix=J', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('when it %s', async (_, query, signature) => {
    const url = new URL(`https://examplebucket.s3.amazonaws.com/${query}`)
    const headers = await signedHeaders({ method: 'GET', url, headers: {}, payloadSha256: sha256(''), at }, credentials)
    expect(headers.get('authorization')).toMatch(new RegExp(`Signature=${signature}$`))
  })

  it('when it puts one', async () => {
    const headers = await signedHeaders(
      {
        method: 'PUT',
        url: new URL('https://examplebucket.s3.amazonaws.com/test%24file.text'),
        headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
        payloadSha256: sha256('Welcome to Amazon S3.'),
        at,
      },
      credentials,
    )
    expect(headers.get('authorization')).toMatch(
      /Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd$/,
    )
    expect(headers.has('host')).toBe(false)
  })
})
