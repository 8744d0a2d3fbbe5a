import { spawnSync } from 'node:child_process'
import { Ajv } from 'ajv'
import { documentsIn, filesBelow, services, textOf, variablesOf, yamlOf } from './deployment-files.js'

const CHART = 'deploy/helm/zhuji'

interface Values extends Tree {
  readonly services: object
}

interface Container {
  readonly name: string
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[]
  readonly image: string
  readonly command: readonly string[]
  readonly env: readonly { readonly name: string; readonly value: string }[]
  readonly securityContext: object
  readonly resources: { readonly limits: { readonly memory?: string }; readonly requests: object }
  readonly livenessProbe?: object
  readonly readinessProbe?: object
  readonly startupProbe?: object
}

interface Pod {
  readonly automountServiceAccountToken: boolean
  readonly terminationGracePeriodSeconds?: number
  readonly securityContext: object
  readonly containers: readonly Container[]
  readonly volumes: readonly { readonly name: string }[]
}

interface Resource {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> }
  readonly spec: {
    readonly template: { readonly spec: Pod }
    readonly podSelector?: object
    readonly policyTypes?: string[]
  }
}

const given = {
  oidc: { issuer: 'https://id.example.cn/realms/zhuji' },
  kafka: { brokers: ['kafka-0:9092', 'kafka-1:9092', 'kafka-2:9092'] },
  metrics: { existingSecret: 'zhuji-metrics', serviceMonitor: { enabled: true } },
  ingress: { enabled: true, host: 'zhuji.example.cn', tlsSecret: 'zhuji-tls' },
}

describe('the values of the chart', () => {
  const values = yamlOf<Values>(`${CHART}/values.yaml`)
  const schema = JSON.parse(textOf(`${CHART}/values.schema.json`)) as object
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema)

  it('are asked for where an installation has to decide', () => {
    expect(validate(values)).toBe(false)
    const missing = validate.errors!.map((fault) => fault.instancePath).sort()
    expect(missing).toEqual(['/kafka/brokers', '/metrics/existingSecret', '/oidc/issuer'])
  })

  it('are accepted once that is said, and refused when misspelt', () => {
    const merged = mergedWith(values, given)
    expect(validate(merged)).toBe(true)
    expect(validate(mergedWith(merged, { kafka: { broker: [] } }))).toBe(false)
    expect(validate(mergedWith(merged, { services: { regsitry: {} } }))).toBe(false)
  })

  it('know every service of the system', () => {
    expect(Object.keys(values.services)).toEqual([...services])
  })

  it('have no key that YAML reads as true or false', () => {
    const keys = [...textOf(`${CHART}/values.yaml`).matchAll(/(?:^|[{,])\s*(\w+):/gm)].map((match) => match[1])
    expect(keys.filter((key) => /^(y|n|yes|no|on|off|true|false)$/i.test(key!))).toEqual([])
  })
})

describe('the templates of the chart', () => {
  it('name only variables that the program reads', () => {
    const templates = filesBelow(`${CHART}/templates`).map(textOf).join('\n')
    const literal = [...templates.matchAll(/- \{ name: ([A-Z][A-Z0-9_]+), value/g)].map((match) => match[1]!)
    const known = new Set([...services, 'gateway'].flatMap((app) => [...variablesOf(`apps/${app}`)]))
    expect(literal.length).toBeGreaterThan(10)
    expect(literal.filter((name) => !known.has(name))).toEqual([])
  })

  it('say what was installed in both languages', () => {
    const notes = textOf(`${CHART}/templates/NOTES.txt`)
    expect(notes).toContain('已安装')
    expect(notes).toContain('is installed')
  })
})

const hasHelm = spawnSync('helm', ['version']).status === 0
if (!hasHelm) process.stderr.write('\nSKIPPED: what the chart renders: there is no helm here\n')

function rendered(values: Tree): readonly Resource[] {
  const flags = ['--kube-version', '1.34.0', '--namespace', 'zhuji', '--values', '-']
  const { stdout, stderr } = spawnSync('helm', ['template', 'zhuji', CHART, ...flags], {
    input: JSON.stringify(values),
  })
  expect(String(stderr)).toBe('')
  return documentsIn(String(stdout)).filter(Boolean) as Resource[]
}

const evidenceIn = (resources: readonly Resource[]) => {
  const milestones = resources.find(
    ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'zhuji-milestones',
  )
  const { containers, volumes } = milestones!.spec.template.spec
  return {
    variables: containers[0]!.env.map(({ name }) => name).filter((name) => name.startsWith('EVIDENCE')),
    mount: containers[0]!.volumeMounts.find(({ name }) => name === 'evidence')?.mountPath,
    volume: volumes.find(({ name }) => name === 'evidence'),
    claims: resources.filter(({ kind }) => kind === 'PersistentVolumeClaim').length,
  }
}

;(hasHelm ? describe : describe.skip)('where the chart has evidence kept', () => {
  it('is a volume of its own', () => {
    expect(evidenceIn(rendered(given))).toEqual({
      variables: ['EVIDENCE_DIRECTORY'],
      mount: '/var/lib/zhuji/evidence',
      volume: { name: 'evidence', persistentVolumeClaim: { claimName: 'zhuji-evidence' } },
      claims: 1,
    })
  })

  it('is a bucket, with its key from a secret, and no volume beside it', () => {
    const bucket = { url: 'https://minio.example.cn/evidence', existingSecret: 'zhuji-evidence' }
    expect(evidenceIn(rendered(mergedWith(given, { evidence: { bucket } })))).toMatchObject({
      variables: [
        'EVIDENCE_S3_URL',
        'EVIDENCE_S3_REGION',
        'EVIDENCE_S3_ACCESS_KEY_FILE',
        'EVIDENCE_S3_SECRET_KEY_FILE',
      ],
      mount: '/run/secrets/evidence',
      volume: { name: 'evidence', secret: { secretName: 'zhuji-evidence' } },
      claims: 0,
    })
  })
})

;(hasHelm ? describe : describe.skip)('what the chart renders', () => {
  let resources: readonly Resource[]
  let workloads: readonly Resource[]

  beforeAll(() => {
    resources = rendered(given)
    workloads = resources.filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
  })

  const named = (kind: string) =>
    resources.filter((resource) => resource.kind === kind).map(({ metadata }) => metadata.name)

  it('is a deployment, an address and a disruption budget for each service and the gateway', () => {
    const names = [...services, 'gateway'].map((name) => `zhuji-${name}`).sort()
    for (const kind of ['Deployment', 'Service', 'PodDisruptionBudget']) expect(named(kind).sort()).toEqual(names)
  })

  it('is a job for each schema and for the topics, before anything is installed or upgraded', () => {
    const jobs = resources.filter(({ kind }) => kind === 'Job')
    expect(named('Job').sort()).toEqual([...services.map((name) => `zhuji-${name}-migrations`), 'zhuji-topics'].sort())
    for (const { metadata } of jobs) expect(metadata.annotations!['helm.sh/hook']).toBe('pre-install,pre-upgrade')
  })

  it('gives no pod a token, root, a writable disk or unlimited memory', () => {
    for (const { spec } of workloads) {
      const pod = spec.template.spec
      expect(pod.automountServiceAccountToken).toBe(false)
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } })
      for (const container of pod.containers) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        })
        expect(container.resources.limits.memory).toMatch(/^\d+Mi$/)
        expect(container.image).toMatch(/:\d+\.\d+\.\d+$/)
      }
    }
  })

  it('gives every pod that serves three probes and more time to stop than it takes', () => {
    for (const { spec } of workloads.filter(({ kind }) => kind === 'Deployment')) {
      const pod = spec.template.spec
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(25)
      expect(pod.containers[0]).toMatchObject({
        startupProbe: { httpGet: { path: '/health/live' } },
        livenessProbe: { httpGet: { path: '/health/live' } },
        readinessProbe: { httpGet: { path: '/health/ready' } },
      })
    }
  })

  it('gives every program the variables it needs, each of which it reads', () => {
    for (const { spec, kind } of workloads) {
      const container = spec.template.spec.containers[0]!
      const folder = /^dist\/((?:apps|libs)\/[a-z]+)\//.exec(container.command[1]!)![1]!
      const known = variablesOf(folder)
      const names = container.env.map(({ name }) => name)
      expect(names.filter((name) => !known.has(name))).toEqual([])
      if (kind === 'Deployment') expect(names).toEqual(expect.arrayContaining(['OIDC_ISSUER', 'METRICS_TOKEN_FILE']))
      if (kind === 'Deployment' && folder !== 'apps/gateway') {
        const database = `${folder.slice('apps/'.length).toUpperCase()}_DATABASE_URL_FILE`
        expect(names).toEqual(expect.arrayContaining(['KAFKA_BROKERS', 'BUS', 'MIGRATIONS', database]))
      }
    }
  })

  it('lets nothing in or out of a pod unless a policy says so', () => {
    const policies = resources.filter(({ kind }) => kind === 'NetworkPolicy')
    const general = policies.find(({ metadata }) => metadata.name === 'zhuji-nothing-but')!
    expect(general.spec.policyTypes).toEqual(['Ingress', 'Egress'])
    const labels = { 'app.kubernetes.io/instance': 'zhuji', 'app.kubernetes.io/name': 'zhuji' }
    expect(general.spec.podSelector).toEqual({ matchLabels: labels })
  })
})

type Tree = Readonly<Record<string, unknown>>

function mergedWith(base: Tree, change: Tree): Tree {
  const changed = Object.entries(change).map(([key, value]) => {
    const isTree = typeof value === 'object' && value !== null && !Array.isArray(value)
    return [key, isTree ? mergedWith((base[key] ?? {}) as Tree, value as Tree) : value] as const
  })
  return { ...base, ...Object.fromEntries(changed) }
}
