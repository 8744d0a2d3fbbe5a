import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { violationsIn } from './source-rules.js'
import { root, sourcesBelow } from './tree.js'

const pureFile = 'apps/alerts/src/rules/light.ts'

describe('the sources of this repository', () => {
  it('keep the rules that only the syntax tree shows', () => {
    const violations = sourcesBelow(root).flatMap((file) => violationsIn(file, readFileSync(join(root, file), 'utf8')))
    expect(violations.map(({ rule, file, line, sentence }) => `${file}:${line} ${rule}: ${sentence}`)).toEqual([])
  })
})

describe('a planted violation', () => {
  it.each([
    ['pure-files-know-no-clock', pureFile, 'export const today = () => new Date()'],
    ['pure-files-know-no-clock', pureFile, 'export const now = () => Date.now()'],
    ['pure-files-know-no-clock', 'libs/kernel/src/clock.ts', 'export const now = () => performance.now()'],
    ['pure-files-know-no-chance', pureFile, 'export const chance = () => Math.random()'],
    ['pure-files-know-no-chance', pureFile, 'export const id = () => crypto.randomUUID()'],
    ['pure-files-know-no-chance', 'libs/contracts/src/ids.ts', `import { v7 } from 'uuid'`],
    [
      'three-parameters',
      'libs/platform/src/a.adapter.ts',
      'export const f = (a = 1, b = 2, c = 3, d = 4) => a + b + c + d',
    ],
    ['three-parameters', 'libs/platform/src/a.adapter.ts', 'class A { f(a: 1, b: 2, c: 3, d: 4) { return 1 } }'],
    ['no-sum-across-a-wait', 'test/bench/a.ts', 'let sum = 0; const lane = async () => { sum += 1 + (await next()) }'],
    ['known-test-suffix', 'apps/alerts/src/Light.e2e.test.spec.ts', ''],
  ])('of %s is reported in %s: %s', (rule, file, text) => {
    expect(violationsIn(file, text).map((violation) => violation.rule)).toEqual([rule])
  })
})

describe('no violation', () => {
  it.each([
    ['an instant that was handed in', pureFile, 'export const day = (instant: number) => new Date(instant)'],
    ['the word in a comment or a text', pureFile, `/** Not Date.now(). */ export const text = 'new Date()'`],
    ['the clock in a file with a role', 'apps/alerts/src/light.repository.ts', 'export const now = () => Date.now()'],
    ['chance in what specs share', 'apps/alerts/src/alerts.features.ts', 'export const chance = Math.random()'],
    ['chance in a test', 'apps/alerts/src/light.spec.ts', 'export const chance = Math.random()'],
    ['a constructor with five collaborators', pureFile, 'class A { constructor(a: 1, b: 2, c: 3, d: 4, e: 5) {} }'],
    [
      'a route with four decorated parameters',
      'apps/alerts/src/a.controller.ts',
      'class A { @Get() f(@A() a, @B() b, @C() c, @D() d) {} }',
    ],
    [
      'a factory that Nest calls with four collaborators',
      'apps/alerts/src/alerts.module.ts',
      'export const p = { useFactory: (a: 1, b: 2, c: 3, d: 4) => a }',
    ],
    ['a sum after the wait', 'test/bench/a.ts', 'const lane = async () => { const next = await more(); sum += next }'],
    ['what is fetched once', 'test/bench/a.ts', 'const lane = async () => { known ??= await load() }'],
    ['a function that waits later', 'test/bench/a.ts', 'text += name(async () => { await more() })'],
    ['a type of a function', pureFile, 'export type F = (a: 1, b: 2, c: 3, d: 4) => void'],
    ['a suite on a real database', 'apps/alerts/src/light.repository.int.spec.ts', ''],
  ])('is %s', (_what, file, text) => {
    expect(violationsIn(file, text)).toEqual([])
  })
})
