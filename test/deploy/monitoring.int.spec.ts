import { spawnSync } from 'node:child_process'
import { RegistryModule } from '@zhuji/registry'
import { runServices } from '@zhuji/testing'
import { services, textOf, yamlOf } from './deployment-files.js'

interface Rule {
  readonly alert: string
  readonly expr: string
  readonly labels: { readonly severity: string }
  readonly annotations: Readonly<Record<string, string>>
}

interface Panel {
  readonly title: string
  readonly type: string
  readonly targets?: readonly { readonly expr: string }[]
}

const rules = yamlOf<{ groups: { rules: Rule[] }[] }>('deploy/prometheus/rules.yml').groups.flatMap(
  (group) => group.rules,
)
const dashboard = JSON.parse(textOf('deploy/grafana/dashboards/zhuji.json')) as { panels: Panel[] }
const panels = dashboard.panels.filter(({ type }) => type !== 'row')

describe('the figures that rules and dashboards ask for', () => {
  let published: ReadonlySet<string>

  beforeAll(async () => {
    // Brokers are away: what a service publishes does not depend on them.
    const environment = { BUS: 'kafka', KAFKA_BROKERS: '127.0.0.1:1' }
    const running = await runServices({ modules: [RegistryModule], environment })
    const text = await (await fetch(`${running.url}/metrics`)).text()
    await running.stop()
    published = new Set([...text.matchAll(/^# TYPE (\w+) /gm)].map((match) => match[1]!))
  }, 120_000)

  it.each(rules.map(({ alert, expr }) => [alert, expr]))('%s', (_, expr) => expectPublished(expr))

  it.each(panels.map(({ title, targets }) => [title, targets!.map((target) => target.expr)] as const))('%s', (_, all) =>
    all.forEach(expectPublished),
  )

  it('are the ones that the autoscalers ask for', () => {
    const [rule] = yamlOf<{ name: { as: string } }[]>('deploy/prometheus/adapter.yml')
    expect(published).toContain(rule!.name.as)
    expect(textOf('deploy/helm/zhuji/templates/services.yaml')).toContain(`metric: { name: ${rule!.name.as} }`)
  })

  function expectPublished(expr: string): void {
    const names = [...expr.matchAll(/\b(?:zhuji|process|nodejs)_\w+/g)].map(([name]) => name)
    expect(names.length + Number(/\bup\b/.test(expr))).toBeGreaterThan(0)
    const unknown = names.filter(
      (name) => !published.has(name.replace(/_(bucket|count|sum)$/, '')) && !published.has(name),
    )
    expect(unknown).toEqual([])
  }
})

describe('an alert', () => {
  it.each(rules)('$alert speaks both languages and has a weight', ({ labels, annotations }) => {
    expect(['critical', 'warning']).toContain(labels.severity)
    expect(annotations['summary']).toMatch(/[\u4e00-\u9fff].* \/ [A-Z{]/)
    expect(annotations['description_zh']).toMatch(/[\u4e00-\u9fff]/)
    expect(annotations['description']).toMatch(/[A-Za-z]/)
  })
})

describe('Prometheus', () => {
  it('asks every process of the compose file', () => {
    const { scrape_configs } = yamlOf<{ scrape_configs: { dns_sd_configs: { names: string[] }[] }[] }>(
      'deploy/prometheus/prometheus.yml',
    )
    expect(scrape_configs[0]!.dns_sd_configs[0]!.names).toEqual([...services, 'gateway'])
  })

  const hasPromtool = spawnSync('promtool', ['--version']).status === 0
  if (!hasPromtool) process.stderr.write('\nSKIPPED: the syntax of deploy/prometheus: there is no promtool here\n')

  ;(hasPromtool ? it : it.skip)('understands its rules', () => {
    const { status, stderr } = spawnSync('promtool', ['check', 'rules', 'deploy/prometheus/rules.yml'])
    expect({ status, stderr: String(stderr) }).toEqual({ status: 0, stderr: '' })
  })
})

describe('a panel', () => {
  it.each(panels.map(({ title }) => title))('%s is named in both languages', (title) => {
    expect(title === 'CPU' || /[\u4e00-\u9fff].* \/ /.test(title) || /[\u4e00-\u9fff].*\/ [A-Z]/.test(title)).toBe(true)
  })
})
