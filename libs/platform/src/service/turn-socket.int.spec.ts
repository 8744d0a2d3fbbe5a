import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, Socket } from 'node:net'
import { TurnSocket } from './turn-socket.adapter.js'

/** How often the operating system is asked to send, whatever the network makes of it. */
function sendingsOf(socket: Socket): () => number {
  let sendings = 0
  for (const way of ['_write', '_writev'] as const) {
    const send = (socket as unknown as Record<string, (...all: unknown[]) => void>)[way]!
    Object.assign(socket, { [way]: (...all: unknown[]) => ((sendings += 1), send.apply(socket, all)) })
  }
  return () => sendings
}

/** As the driver sends one statement. */
function sendStatement(socket: Socket, name: string): Promise<void> {
  socket.cork()
  socket.write(`parse ${name};`)
  const sent = new Promise<void>((resolve) => void socket.write(`run ${name};`, () => resolve()))
  socket.uncork()
  return sent
}

describe('a socket that sends by turns', () => {
  let server: Server
  let arrived: string

  beforeEach(async () => {
    arrived = ''
    server = createServer((socket) => socket.setEncoding('utf8').on('data', (text) => (arrived += text)))
    await once(server.listen(0, '127.0.0.1'), 'listening')
  })
  afterEach(() => server.close())

  it.each([
    ['once what an ordinary one sends three times', () => new TurnSocket(), 1],
    ['(an ordinary one, for comparison)', () => new Socket(), 3],
  ])('sends %s', async (_what, open, times) => {
    const socket = open()
    await once(socket.connect((server.address() as AddressInfo).port, '127.0.0.1'), 'connect')
    const sendings = sendingsOf(socket)
    await Promise.all(['a', 'b', 'c'].map((name) => sendStatement(socket, name)))
    expect(sendings()).toBe(times)
    await sendStatement(socket, 'd')
    expect(sendings()).toBe(times + 1)
    await once(socket.end(), 'close')
    expect(arrived).toBe('parse a;run a;parse b;run b;parse c;run c;parse d;run d;')
  })
})
