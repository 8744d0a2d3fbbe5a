import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireNode } from './node-version.mjs'

requireNode()
const { prepare } = await import('./prepare.mjs')
const { root, runQuietly, say } = await import('./run.mjs')

/**
 * The files of this repository that are written by a program, and the program that writes each (run by Node from the
 * root, after a build): `{ writes: ['docs/openapi.json'], run: ['dist/…/write-openapi.command.js'] }`.
 */
const generators = []

const check = process.argv.includes('--check')
const changed = []
if (generators.length > 0) await prepare()
for (const { writes, run } of generators) {
  const before = writes.map(contentOf)
  if (!(await runQuietly(process.execPath, run))) {
    say(`${run[0]} failed`)
    process.exit(1)
  }
  writes.forEach((file, place) => {
    if (contentOf(file) === undefined) throw new Error(`${run[0]} did not write ${file}`)
    if (contentOf(file) !== before[place]) changed.push(file)
  })
}

if (changed.length > 0)
  say(`${check ? 'out of date, now regenerated; commit it' : 'regenerated'}: ${changed.join(', ')}`)
else say(`${generators.flatMap(({ writes }) => writes).length} generated files are up to date`)
if (check && changed.length > 0) process.exitCode = 1

function contentOf(file) {
  const path = join(root, file)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
