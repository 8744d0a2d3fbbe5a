import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { jest } from '@jest/globals'
import { Logger } from '@nestjs/common'
import type { KafkaSecurity } from '@zhuji/messaging'
import {
  aFreePort,
  type Certificates,
  eventually,
  type KafkaBroker,
  kafkaForTests,
  makeCertificates,
  Program,
  readTestRunConfig,
  startKafkaBroker,
} from '@zhuji/testing'
import { KafkaScene } from './kafka-scene.js'
import { everyType, noteSeen, projectIds } from './two-services.js'

/** Its own broker, as secured ones are not to be had otherwise, and the machine's openssl. */
const possible =
  (await kafkaForTests()) !== undefined &&
  readTestRunConfig().kafkaBrokers === undefined &&
  (await promisify(execFile)('openssl', ['version']).then(
    () => true,
    () => false,
  ))
const describeWithOwnBroker = possible ? describe : describe.skip

jest.setTimeout(300_000)
Logger.overrideLogger(false)

const account = { username: 'zhuji', password: 'only-for-this-spec' }
const consumer = { group: 'dashboards.test', types: everyType, handler: noteSeen }

describeWithOwnBroker('a broker that takes TLS clients with certificate, name and password only', () => {
  const directory = mkdtempSync(join(tmpdir(), 'zhuji-certificates-'))
  let certificates: Certificates
  let broker: KafkaBroker
  let scene: KafkaScene

  beforeAll(async () => {
    certificates = await makeCertificates(directory)
    broker = await startKafkaBroker({ secured: { certificates, ...account } })
  })

  afterAll(async () => {
    await broker?.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  beforeEach(async () => {
    scene = await KafkaScene.open(broker.securedBrokers)
  })

  afterEach(async () => scene?.close())

  const tls = (): NonNullable<KafkaSecurity['tls']> => {
    const { authority, client } = certificates
    return { ca: authority, cert: client.certificate, key: client.key }
  }

  it.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)('is spoken to with %s', async (mechanism) => {
    scene.bus([consumer], { security: { tls: tls(), sasl: { mechanism, ...account } } })
    const ids = projectIds(5)
    await scene.recordRounds(ids, 2)
    await scene.everythingSeen(ids, [1, 2])
  })

  it('ends a process that brings the wrong password: waiting would not make it right', async () => {
    const fatal: Error[] = []
    const sasl = { mechanism: 'scram-sha-512', ...account, password: 'wrong' } as const
    scene.bus([consumer], { security: { tls: tls(), sasl }, onFatal: (error) => fatal.push(error) })
    await eventually(() => expect(fatal.length).toBeGreaterThan(0), { within: 120_000 })
    expect(fatal[0]!.name).toBe('KafkaJSSASLAuthenticationError')
  })

  describe('as services meet it', () => {
    const started = async (password: string): Promise<Program> => {
      const { authority, client } = certificates
      const environment = {
        BUS: 'kafka',
        KAFKA_BROKERS: broker.securedBrokers.join(','),
        KAFKA_NAMESPACE: scene.namespace,
        KAFKA_TLS: 'true',
        KAFKA_CA: authority,
        KAFKA_CLIENT_CERT: client.certificate,
        KAFKA_CLIENT_KEY: client.key,
        KAFKA_SASL_MECHANISM: 'scram-sha-512',
        KAFKA_SASL_USERNAME: account.username,
        KAFKA_SASL_PASSWORD: password,
        DATABASE_URL: scene.services.database.url,
        OIDC_ISSUER: 'http://localhost/oidc',
      }
      const plan = { name: 'registry', app: 'registry', port: await aFreePort(), environment }
      return new Program(plan, join(directory, `${scene.namespace}.log`))
    }

    it('lets one in that is configured for it', async () => {
      const program = await started(account.password)
      scene.stopLater(async () => void (await program.stop()))
      await program.start()
      scene.bus([consumer], { relay: false, security: { tls: tls(), sasl: { mechanism: 'plain', ...account } } })
      await scene.recordRounds(projectIds(3), 1)
      await eventually(async () => expect(await scene.count('seen')).toBe(3), { within: 120_000 })
    })

    it('makes one end that it will never let in, with the reason in its log', async () => {
      const program = await started('wrong')
      await program.start().catch(() => undefined)
      expect(await program.exited).toEqual({ code: 1, signal: null })
      expect(await readFile(program.logFile, 'utf8')).toMatch(/ended for good: .*ending the process/)
    })
  })

  it('gets nothing from a client that does not trust it, nor gives anything to one without certificate', async () => {
    const sasl = { mechanism: 'scram-sha-512', ...account } as const
    const { ca, ...own } = tls()
    const strangers: KafkaSecurity[] = [
      { tls: own, sasl },
      { tls: { ca }, sasl },
    ]
    for (const security of strangers) scene.bus([consumer], { security, onFatal: () => undefined })
    await scene.recordRounds(projectIds(3), 1)
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    expect(await scene.count('seen')).toBe(0)
    scene.bus([consumer], { security: { tls: tls(), sasl } })
    await eventually(async () => expect(await scene.count('seen')).toBe(3), { within: 120_000 })
  })
})
