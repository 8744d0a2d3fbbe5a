import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebhookCall } from './webhook-call.adapter.js'

describe('a webhook call', () => {
  let hits = 0
  let canary: Server
  let port: number

  beforeAll(async () => {
    canary = createServer((request, response) => {
      hits += 1
      if (request.url === '/redirect') response.writeHead(302, { location: `http://127.0.0.1:${port}/secret` })
      if (request.url !== '/silence') response.end('x'.repeat(100_000))
    })
    await new Promise<void>((resolve) => canary.listen(0, '::', resolve))
    port = (canary.address() as AddressInfo).port
  })

  afterAll(async () => {
    canary.closeAllConnections()
    await new Promise((resolve) => canary.close(resolve))
  })

  const callTo = async (url: string, allowedHosts: readonly string[] = [], timeoutMs = 2_000) => {
    const call = new WebhookCall({ timeoutMs, allowedHosts })
    const secret = `whsec_${Buffer.from('a secret for specs').toString('base64')}`
    const outcome = await call.send({ id: 'msg-1', url, secret, body: '{}', sentAt: new Date('2026-12-05T04:00:00Z') })
    call.close()
    return outcome
  }

  it.each([
    ['loopback', '127.0.0.1'],
    ['its decimal spelling', '2130706433'],
    ['its octal spelling', '0177.0.0.1'],
    ['its hexadecimal spelling', '0x7f000001'],
    ['its short spelling', '127.1'],
    ['another loopback address', '127.8.9.10'],
    ['this host', '0.0.0.0'],
    ['IPv6 loopback', '[::1]'],
    ['IPv6 unspecified', '[::]'],
    ['IPv4 mapped into IPv6', '[::ffff:127.0.0.1]'],
    ['IPv4 mapped in hexadecimal', '[::ffff:7f00:1]'],
    ['a name that leads to loopback', 'localhost'],
    ['the same name written fully', 'LOCALHOST.'],
    ['cloud metadata', '169.254.169.254'],
    ['a private network', '10.0.0.1'],
    ['a private network', '192.168.1.1'],
    ['shared address space', '100.64.0.1'],
    ['a unique local address', '[fd00::1]'],
    ['NAT64 of loopback', '[64:ff9b::7f00:1]'],
  ])('does not reach %s: %s', async (_, host) => {
    hits = 0
    const outcome = await callTo(`http://${host}:${port}/`)
    expect(outcome.kind).toBe('failed')
    expect(outcome.text).toMatch(/private or reserved|ENOTFOUND|EAI_AGAIN/)
    expect((await callTo(`https://${host}:${port}/`)).kind).toBe('failed')
    expect(hits).toBe(0)
  })

  it('reaches a host the deployment has named, and reads of its answer only the status', async () => {
    hits = 0
    expect(await callTo(`http://127.0.0.1:${port}/`, ['127.0.0.1'])).toEqual({ kind: 'delivered', text: 'HTTP 200' })
    expect(hits).toBe(1)
  })

  it('does not follow a redirect', async () => {
    hits = 0
    const outcome = await callTo(`http://127.0.0.1:${port}/redirect`, ['127.0.0.1'])
    expect(outcome).toEqual({ kind: 'failed', text: 'HTTP 302' })
    expect(hits).toBe(1)
  })

  it('gives up on a receiver that does not answer', async () => {
    const outcome = await callTo(`http://127.0.0.1:${port}/silence`, ['127.0.0.1'], 200)
    expect(outcome).toEqual({ kind: 'failed', text: 'no answer in time' })
  })
})
