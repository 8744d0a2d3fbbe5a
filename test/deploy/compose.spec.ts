import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { services, textOf, variablesOf, yamlOf } from './deployment-files.js'

interface Part {
  readonly image: string
  readonly command?: readonly string[]
  readonly user: string
  readonly read_only: boolean
  readonly restart: string
  readonly cap_drop: readonly string[]
  readonly security_opt: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly secrets?: readonly string[]
  readonly volumes?: readonly string[]
  readonly ports?: readonly string[]
  readonly networks: readonly string[]
  readonly healthcheck?: object
  readonly stop_grace_period?: string
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly deploy: { readonly resources: { readonly limits: { cpus: string; memory: string; pids: number } } }
}

interface Compose {
  readonly services: Readonly<Record<string, Part>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>
  readonly volumes: Readonly<Record<string, object>>
}

const compose = yamlOf<Compose>('docker-compose.yml')
const parts = Object.entries(compose.services)
const ours = parts.filter(([, { image }]) => image.includes('zhuji:'))
const jobs = ours.filter(([, { restart }]) => restart === 'no')
const lasting = parts.filter(([name]) => !jobs.some(([job]) => job === name))

/** `apps/registry`: where the program that a container runs comes from. */
function folderOf({ command = [] }: Part): string {
  return /^dist\/((?:apps|libs)\/[a-z]+)\//.exec(command[1] ?? '')?.[1] ?? ''
}

describe('docker-compose.yml', () => {
  it('has a container and a migration job for each service, and one gateway', () => {
    const named = [
      ...services.flatMap((name) => [name, `${name}-migrations`]),
      'gateway',
      'topics',
      'postgres',
      'kafka',
    ]
    expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(named))
    for (const service of services) {
      expect(folderOf(compose.services[service]!)).toBe(`apps/${service}`)
      expect(folderOf(compose.services[`${service}-migrations`]!)).toBe(`apps/${service}`)
    }
  })

  it.each(parts)('%s names one version of its image', (_, { image }) => {
    const version = image.replace(/^\$\{[A-Z_]+:-(.+)\}$/, '$1').split(':')[1] ?? ''
    expect(version).toMatch(/^v?\d+\.\d+/)
  })

  it.each(parts)('%s is nobody special, writes nowhere unasked and has limits', (_, part) => {
    expect(part.user).toMatch(/^[1-9]\d*:[1-9]\d*$/)
    expect(part.read_only).toBe(true)
    expect(part.cap_drop).toEqual(['ALL'])
    expect(part.security_opt).toContain('no-new-privileges:true')
    expect(part.deploy.resources.limits).toEqual({
      cpus: expect.any(String),
      memory: expect.stringMatching(/^\d+[MG]$/),
      pids: expect.any(Number),
    })
  })

  it.each(lasting)('%s says whether it is well', (_, { healthcheck }) => {
    expect(healthcheck).toMatchObject({ test: expect.any(Array), interval: expect.any(String) })
  })

  it.each(parts)('%s opens ports to this machine only', (_, { ports = [] }) => {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/)
  })

  it('lets nobody but the programs that need them reach the database and the brokers, and neither leads outside', () => {
    expect(compose.networks['database']).toEqual({ internal: true })
    expect(compose.networks['bus']).toEqual({ internal: true })
    const on = (network: string) => parts.filter(([, part]) => part.networks.includes(network)).map(([name]) => name)
    expect(on('database').sort()).toEqual(
      ['postgres', ...services.flatMap((name) => [name, `${name}-migrations`])].sort(),
    )
    expect(on('bus').sort()).toEqual(['kafka', 'topics', ...services].sort())
  })

  it.each(services)('%s starts when its schema and the topics are ready, and the gateway when it is', (service) => {
    expect(compose.services[service]!.depends_on).toEqual({
      [`${service}-migrations`]: { condition: 'service_completed_successfully' },
      topics: { condition: 'service_completed_successfully' },
    })
    expect(compose.services[`${service}-migrations`]!.depends_on).toEqual({
      postgres: { condition: 'service_healthy' },
    })
    expect(compose.services['gateway']!.depends_on![service]).toEqual({ condition: 'service_healthy' })
  })

  it.each(ours)('%s is given time to stop, and variables that it reads', (_, part) => {
    expect(Number.parseInt(part.stop_grace_period!)).toBeGreaterThan(25)
    const known = variablesOf(folderOf(part))
    expect(Object.keys(part.environment ?? {}).filter((name) => !known.has(name))).toEqual([])
  })

  it.each(services)('%s is given its own database and no other, by a role that defines nothing', (service) => {
    const given = (name: string) =>
      Object.entries(compose.services[name]!.environment!).filter(([variable]) => variable.includes('DATABASE'))
    const variable = `${service.toUpperCase()}_DATABASE_URL_FILE`
    expect(given(service)).toEqual([[variable, `/run/secrets/${service}_database_url`]])
    expect(given(`${service}-migrations`)).toEqual([[variable, `/run/secrets/${service}_owner_url`]])
    expect(compose.services[service]!.environment).toMatchObject({ MIGRATIONS: 'done', BUS: 'kafka' })
    expect(compose.services[`${service}-migrations`]!.environment).toMatchObject({ MIGRATIONS: 'only' })
    expect(compose.services['gateway']!.environment).toMatchObject({
      [`${service.toUpperCase()}_URL`]: `http://${service}:3000`,
    })
  })

  it('mounts every secret that a variable points to, and declares what is mounted', () => {
    for (const [name, { environment = {}, secrets = [] }] of parts) {
      const pointedTo = Object.values(environment).flatMap((value) => /^\/run\/secrets\/(\w+)$/.exec(value)?.[1] ?? [])
      for (const secret of pointedTo)
        expect({ name, secrets }).toEqual({ name, secrets: expect.arrayContaining([secret]) })
      expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining([...secrets]))
    }
  })

  it('has no password in it', () => {
    const values = parts.flatMap(([, { environment = {} }]) => Object.entries(environment))
    const secret = values.filter(([name]) => /PASSWORD|TOKEN|SECRET|DATABASE_URL/.test(name))
    expect(secret.length).toBeGreaterThan(0)
    for (const [, value] of secret) expect(value).toMatch(/^\/run\/secrets\//)
  })
})

describe('the secrets of docker-compose.yml', () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zhuji-secrets-'))
    cpSync('deploy/docker/make-secrets.sh', join(folder, 'make-secrets.sh'))
    make()
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('are all made by one command, for their owner alone', () => {
    const declared = Object.values(compose.secrets).map(({ file }) => file.replace('deploy/docker/secrets/', ''))
    expect(readdirSync(join(folder, 'secrets')).sort()).toEqual(declared.sort())
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700)
  })

  it('are all different, and long', () => {
    const values = readdirSync(join(folder, 'secrets')).map((name) => secretOf(name))
    // In hex, or in base64 where it is a key in PEM.
    const keys = values.map((value) => /[0-9a-f]{64}|^[\w+/]{64}$/m.exec(value)?.[0])
    expect(keys).not.toContain(undefined)
    expect(new Set(keys).size).toBe(values.length)
  })

  it('stay when the command runs again', () => {
    const before = secretOf('postgres_password')
    make()
    expect(secretOf('postgres_password')).toBe(before)
  })

  it('are kept out of the repository and of the image', () => {
    expect(textOf('.gitignore')).toContain('deploy/docker/secrets/')
    expect(textOf('.dockerignore')).toContain('deploy/docker/secrets')
  })

  function make(): void {
    chmodSync(join(folder, 'make-secrets.sh'), 0o755)
    expect(spawnSync('sh', [join(folder, 'make-secrets.sh')]).status).toBe(0)
  }

  function secretOf(name: string): string {
    return readFileSync(join(folder, 'secrets', name), 'utf8')
  }
})

describe('the image', () => {
  const dockerfile = textOf('deploy/docker/Dockerfile')
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))

  it('is built on one version of Node, from the lock file, without install scripts', () => {
    expect(dockerfile).toMatch(/^ARG NODE_IMAGE=node:\d+\.\d+\.\d+-\w+-slim$/m)
    const installs = [...dockerfile.matchAll(/npm ci.*/g)].map(([line]) => line)
    expect(installs).toHaveLength(2)
    for (const install of installs) expect(install).toContain('--ignore-scripts')
  })

  it('takes production packages only, and is nobody special', () => {
    expect(dockerfile).toContain('npm ci --omit=dev')
    expect(last).toMatch(/^USER 1000:1000$/m)
    expect(last).not.toContain('npm')
  })
})
