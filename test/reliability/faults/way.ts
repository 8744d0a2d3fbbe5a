import { connect, createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** What a way between two processes can do to them. */
export const mischiefs = ['reset', 'blackhole', 'one-way', 'delay', 'cut-before-reply'] as const
export type Mischief = (typeof mischiefs)[number]

const DELAY_MS = 500

/**
 * A way to a server of ours that can be disturbed. A blackhole swallows nothing for good: as on a real line, bytes that were
 * under way arrive when it ends, unless somebody gave up meanwhile.
 */
export class Way {
  private mischief: Mischief | undefined
  private readonly links = new Set<Link>()

  private constructor(
    private readonly server: Server,
    private readonly targetPort: number,
  ) {}

  static async to(targetPort: number): Promise<Way> {
    const server = createServer({ allowHalfOpen: false })
    const way = new Way(server, targetPort)
    server.on('connection', (client) => way.open(client))
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
    return way
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  /** From now on, for connections that are open and for new ones; undefined is a quiet way. */
  become(mischief: Mischief | undefined): void {
    this.mischief = mischief
    for (const link of this.links) link.become(mischief)
  }

  async close(): Promise<void> {
    for (const link of this.links) link.reset()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private open(client: Socket): void {
    const link = new Link(client, connect(this.targetPort, '127.0.0.1'))
    this.links.add(link)
    link.onEnd(() => this.links.delete(link))
    link.become(this.mischief)
  }
}

/** One connection through the way: two sockets and what happens between them. */
class Link {
  private mischief: Mischief | undefined

  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
  ) {
    client.setNoDelay(true)
    server.setNoDelay(true)
    client.on('data', (bytes: Buffer) => this.pass(bytes, server))
    server.on('data', (bytes: Buffer) => {
      if (this.mischief === 'cut-before-reply') this.reset()
      else this.pass(bytes, client)
    })
    client.on('end', () => this.after(() => server.end()))
    server.on('end', () => this.after(() => client.end()))
    for (const socket of [client, server]) socket.on('error', () => this.reset())
  }

  onEnd(act: () => void): void {
    this.client.once('close', act)
  }

  become(mischief: Mischief | undefined): void {
    this.mischief = mischief
    if (mischief === 'reset') return this.reset()
    hold(this.client, mischief === 'blackhole')
    hold(this.server, mischief === 'blackhole' || mischief === 'one-way')
  }

  reset(): void {
    this.client.resetAndDestroy()
    this.server.resetAndDestroy()
  }

  private pass(bytes: Buffer, to: Duplex): void {
    this.after(() => void (to.writable && to.write(bytes)))
  }

  private after(act: () => void): void {
    if (this.mischief === 'delay') setTimeout(act, DELAY_MS)
    else act()
  }
}

function hold(socket: Socket, held: boolean): void {
  if (held) socket.pause()
  else socket.resume()
}
