import { createRequire } from 'node:module'
import { clear, cruise, plant, root, type Finding } from './tree.js'

const something = 'export const name = 1\n'
const reExport = (from: string) => `export * from '${from}'\n`

/** One tree that breaks every rule once, each in a file of its own; the other files only make that file's import real. */
const planted = {
  'apps/alerts/src/index.ts': `export * from './alerts.module.js'\n`,
  'apps/alerts/src/alerts.module.ts': [
    `import { Module } from '@nestjs/common'`,
    `import './knows-nest.js'\nimport './reads-files.js'\nimport './asks-a-repository.js'\nimport './light.dto.js'`,
    `import './nowhere.js'`,
    `export const name = Module\n`,
  ].join('\n'),
  'apps/alerts/src/knows-nest.ts': `export { Injectable } from '@nestjs/common'\n`,
  'apps/alerts/src/reads-files.ts': `export { readFileSync } from 'node:fs'\nexport { createHash } from 'node:crypto'\n`,
  'apps/alerts/src/asks-a-repository.ts': `export { name } from './light.repository.js'\n`,
  'apps/alerts/src/light.repository.ts': `export { DataSource as name } from 'typeorm'\n`,
  'apps/alerts/src/light.dto.ts': [
    `export { IsInt } from 'class-validator'`,
    `export { ApiProperty } from '@nestjs/swagger'`,
    `export { Entity } from 'typeorm'\n`,
  ].join('\n'),
  'apps/alerts/src/when-stopped.consumer.ts': `export { Logger } from '@nestjs/common'\n`,
  'apps/alerts/src/when-stopped.spec.ts': reExport('./when-stopped.consumer.js'),
  'apps/funding/src/main.ts': reExport('@zhuji/alerts'),
  'apps/milestones/src/main.ts': reExport('../../../libs/kernel/src/money.js'),
  'apps/dashboards/src/main.ts': reExport('@zhuji/testing'),
  'apps/registry/src/main.ts': reExport('fast-check'),
  'apps/standalone/src/main.ts': reExport('@zhuji/alerts') + reExport('../../alerts/src/light.dto.js'),
  'apps/console/src/main.tsx': reExport('@zhuji/contracts') + reExport('@zhuji/kernel'),
  'libs/kernel/src/index.ts': reExport('./money.js') + reExport('./one.js') + reExport('./random.js'),
  'libs/kernel/src/money.ts': something,
  'libs/kernel/src/random.ts': `export { randomUUID } from 'node:crypto'\n`,
  'libs/kernel/src/one.ts': `import type { Other } from './other.js'\nexport type One = Other[]\n`,
  'libs/kernel/src/other.ts': `import type { One } from './one.js'\nexport type Other = One | string\n`,
  'libs/kernel/src/forgotten.ts': something,
  'libs/contracts/src/index.ts': reExport('@zhuji/kernel') + reExport('zod') + reExport('./ids.js'),
  'libs/contracts/src/ids.ts': `export { v4 } from 'uuid'\n`,
  'libs/figures/src/index.ts': reExport('@zhuji/kernel') + reExport('zod'),
  'libs/client/src/index.ts': reExport('@zhuji/kernel') + reExport('node:timers') + reExport('./request.js'),
  'libs/client/src/request.ts': `export { Injectable } from '@nestjs/common'\n`,
  'libs/messaging/src/index.ts': reExport('kafkajs'),
  'libs/platform/src/index.ts': reExport('./client.js') + reExport('./reaches-up.js') + reExport('./shows-a-scene.js'),
  'libs/platform/src/shows-a-scene.ts': reExport('./fixtures/scene.js'),
  'libs/platform/src/fixtures/scene.ts': reExport('@zhuji/testing'),
  'libs/platform/src/client.ts': reExport('kafkajs'),
  'libs/platform/src/reaches-up.ts': reExport('@zhuji/alerts'),
  'libs/testing/src/index.ts': reExport('pg'),
  'test/journeys/whole.journey.spec.ts': reExport('@zhuji/alerts') + reExport('../../apps/alerts/src/light.dto.js'),
}

/** Rule and blamed file. A forgotten file breaks two rules: nothing imports it, and nothing reaches it. */
const expected = [
  ['no-app-imports-an-app', 'apps/funding/src/main.ts'],
  ['standalone-enters-services-by-index', 'apps/standalone/src/main.ts'],
  ['tests-enter-apps-by-index', 'test/journeys/whole.journey.spec.ts'],
  ['no-lib-imports-an-app', 'libs/platform/src/reaches-up.ts'],
  ['libs-are-entered-by-index', 'apps/milestones/src/main.ts'],
  ['kernel-imports-nothing', 'libs/kernel/src/random.ts'],
  ['contracts-import-kernel-and-zod', 'libs/contracts/src/ids.ts'],
  ['figures-calculate-only', 'libs/figures/src/index.ts'],
  ['client-is-plain-node', 'libs/client/src/request.ts'],
  ['kafkajs-only-in-messaging', 'libs/platform/src/client.ts'],
  ['console-talks-http-only', 'apps/console/src/main.tsx'],
  ['no-cycles', 'libs/kernel/src/one.ts'],
  ['no-orphans', 'libs/kernel/src/forgotten.ts'],
  ['no-unreached-files', 'libs/kernel/src/forgotten.ts'],
  ['no-unreached-files', 'apps/alerts/src/when-stopped.consumer.ts'],
  ['pure-files-know-no-framework', 'apps/alerts/src/knows-nest.ts'],
  ['pure-files-touch-no-system', 'apps/alerts/src/reads-files.ts'],
  ['pure-files-import-pure-files', 'apps/alerts/src/asks-a-repository.ts'],
  ['transfer-objects-describe-only', 'apps/alerts/src/light.dto.ts'],
  ['testing-only-in-tests', 'apps/dashboards/src/main.ts'],
  ['testing-only-in-tests', 'libs/platform/src/shows-a-scene.ts'],
  ['no-development-packages-in-services', 'apps/registry/src/main.ts'],
  ['everything-resolves', 'apps/alerts/src/alerts.module.ts'],
]

const lines = (findings: Finding[]) => [...new Set(findings.map(({ rule, file }) => `${rule}: ${file}`))].sort()

describe('who may import whom', () => {
  it('is respected by every file of this repository', async () => {
    expect(lines(await cruise(root))).toEqual([])
  })

  it('is noticed when it is not respected, once for every rule, and only there', async () => {
    const folder = plant(planted)
    try {
      expect(lines(await cruise(folder))).toEqual(expected.map((pair) => pair.join(': ')).sort())
    } finally {
      clear(folder)
    }
  })

  it('has a planted violation for every rule there is', () => {
    const settings = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
      forbidden: { name: string }[]
    }
    const rules = new Set(expected.map(([rule]) => rule))
    expect(settings.forbidden.map(({ name }) => name).filter((name) => !rules.has(name))).toEqual([])
  })
})
