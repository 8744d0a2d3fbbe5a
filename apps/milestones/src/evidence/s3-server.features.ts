import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type S3Credentials, sha256, signedHeaders } from './s3-signature.js'

/** As much of an S3-compatible store as evidence needs: objects put and got whole, by signed requests and no others. */
export class S3Server {
  readonly objects = new Map<string, Buffer>()
  /** While set, every request is answered by it. */
  failing: number | undefined

  private constructor(
    private readonly server: Server,
    private readonly credentials: S3Credentials,
  ) {}

  static async open(credentials: S3Credentials): Promise<S3Server> {
    const server = createServer((request, response) => void opened.answer(request, response))
    const opened = new S3Server(server, credentials)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return opened
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/evidence`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const refused = this.failing ?? (await this.refusal(request, body))
    const key = request.url!
    if (refused !== undefined) response.writeHead(refused).end('<Error><Code>Refused</Code></Error>')
    else if (request.method === 'PUT') {
      this.objects.set(key, body)
      response.writeHead(200).end()
    } else if (this.objects.has(key)) response.writeHead(200).end(this.objects.get(key))
    else
      response
        .writeHead(404)
        .end(`<Error><Code>${key.startsWith('/evidence/') ? 'NoSuchKey' : 'NoSuchBucket'}</Code></Error>`)
  }

  private async refusal({ method, url, headers }: IncomingMessage, body: Buffer): Promise<number | undefined> {
    const told = (name: string) => String(headers[name] ?? '')
    if (told('x-amz-content-sha256') !== sha256(body)) return 400
    const names = /SignedHeaders=([^,]*)/.exec(told('authorization'))?.[1]?.split(';') ?? []
    const signed = names.filter((name) => name !== 'host' && !name.startsWith('x-amz-'))
    const at = told('x-amz-date').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
    const expected = await signedHeaders(
      {
        method: method as 'GET',
        url: new URL(url!, `http://${told('host')}`),
        headers: Object.fromEntries(signed.map((name) => [name, told(name)])),
        payloadSha256: sha256(body),
        at: new Date(at),
      },
      this.credentials,
    )
    return told('authorization') === expected.get('authorization') ? undefined : 403
  }
}
