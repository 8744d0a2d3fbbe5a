import { clear, lint, plant } from './tree.js'

const LONG_FILE = 'export let count = 0\n' + 'count += 1\n'.repeat(250)
const LONG_FUNCTION = `export function longFunction(count: number): number {\n${'  count += 1\n'.repeat(60)}  return count\n}\n`

/** A file of its own for each rule, and the rule as the linter names it. */
const violations: [rule: string, path: string, text: string][] = [
  [
    'no-floating-promises',
    'floating.ts',
    `const work = async () => await Promise.resolve(1)\nexport function start() {\n  work()\n}\n`,
  ],
  [
    'switch-exhaustiveness-check',
    'switch.ts',
    `export function rank(light: 'red' | 'yellow') {\n  switch (light) {\n    case 'red':\n      return 1\n  }\n  return 0\n}\n`,
  ],
  ['no-explicit-any', 'any.ts', `export const anything = (value: any): unknown => value\n`],
  ['ban-ts-comment', 'ignore.ts', `// @ts-ignore\nexport const count: number = 1\n`],
  ['no-console', 'console.ts', `export const tell = () => console.log('told')\n`],
  ['no-process-env', 'environment.ts', `export const home = process.env['HOME']\n`],
  ['max-lines', 'long-file.ts', LONG_FILE],
  ['max-lines-per-function', 'long-function.ts', LONG_FUNCTION],
]

/** The same deeds where they are at home. */
const allowed = {
  'libs/platform/src/server.config.ts': `export const home = process.env['HOME']\n`,
  'libs/platform/src/replay.command.ts': `export const tell = () => console.log('told')\n`,
  'libs/platform/src/long.spec.ts': `describe('it', () => {\n${`  it('is', () => expect(1).toBe(1))\n`.repeat(70)}})\n`,
}

it('the linter notices one planted violation of every rule, and nothing where the deed is allowed', async () => {
  const planted = violations.map(([, path, text]) => [`libs/platform/src/${path}`, text] as const)
  const folder = plant({ ...Object.fromEntries(planted), ...allowed })
  try {
    const found = (await lint(folder)).map(({ rule, file }) => `${file}: ${rule.replace(/^.*\((.*)\)$/, '$1')}`)
    expect([...new Set(found)].sort()).toEqual(
      violations.map(([rule, path]) => `libs/platform/src/${path}: ${rule}`).sort(),
    )
  } finally {
    clear(folder)
  }
})
