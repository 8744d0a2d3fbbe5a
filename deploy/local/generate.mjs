import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { requireNode } from './node-version.mjs'

requireNode()
const { prepare } = await import('./prepare.mjs')
const { root, runQuietly, say } = await import('./run.mjs')

const COMMANDS = 'dist/apps/standalone/src/generate'

/**
 * The files of this repository that are written by a program (a folder stands for all that is in it), and the program
 * that writes them, run by Node from the root after a build.
 */
const generators = [
  { writes: ['docs/openapi.json'], run: [`${COMMANDS}/write-openapi.command.js`] },
  { writes: ['docs/events/'], run: [`${COMMANDS}/write-event-documents.command.js`] },
  { writes: ['docs/glossary.md'], run: [`${COMMANDS}/write-glossary.command.js`] },
  { writes: ['docs/figures.md'], run: [`${COMMANDS}/write-figures.command.js`] },
  { writes: ['deploy/topics.json'], run: [`${COMMANDS}/write-topics.command.js`] },
]

const check = process.argv.includes('--check')
const changed = []
let generated = 0
if (generators.length > 0) await prepare()
for (const { writes, run } of generators) {
  const before = contentsOf(writes)
  if (!(await runQuietly(process.execPath, run))) {
    say(`${run[0]} failed`)
    process.exit(1)
  }
  const after = contentsOf(writes)
  for (const file of writes.filter((path) => !path.endsWith('/'))) {
    if (!after.has(file)) throw new Error(`${run[0]} did not write ${file}`)
  }
  for (const [file, content] of after) if (before.get(file) !== content) changed.push(file)
  generated += after.size
}

if (changed.length > 0)
  say(`${check ? 'out of date, now regenerated; commit it' : 'regenerated'}: ${changed.join(', ')}`)
else say(`${generated} generated files are up to date`)
if (check && changed.length > 0) process.exitCode = 1

function contentsOf(paths) {
  const files = paths.flatMap((path) => (path.endsWith('/') ? filesBelow(path) : [path]))
  return new Map(
    files.filter((file) => existsSync(join(root, file))).map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  )
}

function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort()
}
