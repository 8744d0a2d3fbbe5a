import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Sink {
  readonly url: string
  /** By webhook-id, the bodies that came under it, repetitions included. */
  readonly received: ReadonlyMap<string, readonly string[]>
  close(): Promise<void>
}

/** A receiver as the standard asks for: it takes a message in by its webhook-id and shrugs at repetitions. */
export async function openSink(): Promise<Sink> {
  const received = new Map<string, string[]>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const id = String(request.headers['webhook-id'])
      received.set(id, [...(received.get(id) ?? []), Buffer.concat(chunks).toString()])
      response.end()
    })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
