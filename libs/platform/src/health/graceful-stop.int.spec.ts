import { once } from 'node:events'
import { connect } from 'node:net'
import { Controller, Get, Module } from '@nestjs/common'
import { eventually, startTestIssuer } from '@zhuji/testing'
import { Public } from '../auth/permission.decorator.js'
import { platformConfig } from '../config/platform.config.js'
import { readConfig } from '../config/read.config.js'
import { createHttpApp } from '../http/http-app.adapter.js'
import { JsonLogger } from '../logging/json-logger.adapter.js'

const held = { asked: 0, release: () => {} }

@Public()
@Controller('held')
class HeldController {
  @Get()
  async hold(): Promise<string> {
    held.asked += 1
    await new Promise<void>((resolve) => (held.release = resolve))
    return 'first'
  }
}

@Module({ controllers: [HeldController] })
class HeldModule {}

describe('a process that stops while requests run', () => {
  it('still serves what comes over a connection that is open', async () => {
    const issuer = await startTestIssuer()
    const config = readConfig(platformConfig, { OIDC_ISSUER: issuer.issuer, OIDC_JWKS_URL: issuer.jwksUrl })
    const logger = new JsonLogger({ level: 'fatal', service: 'spec' })
    const app = await createHttpApp(HeldModule, { title: 'spec', config, logger })
    await app.listen(0, '127.0.0.1')
    const socket = connect(Number(new URL(await app.getUrl()).port), '127.0.0.1')
    let received = ''
    socket.on('data', (chunk) => (received += chunk.toString()))
    socket.write('GET /held HTTP/1.1\r\nhost: spec\r\n\r\n')
    await eventually(() => expect(held.asked).toBe(1))
    const closed = app.close()
    await eventually(() => expect(app.getHttpServer().listening).toBe(false))
    socket.write('GET /health/live HTTP/1.1\r\nhost: spec\r\n\r\n')
    held.release()
    await once(socket, 'close')
    await closed
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200'])
    await issuer.stop()
  })
})
