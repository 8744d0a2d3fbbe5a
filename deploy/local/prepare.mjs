import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from './build.mjs'
import { root, runNpm, say } from './run.mjs'

const INSTALLED = join(root, 'node_modules', '.zhuji-installed')
const BUILT = join(root, 'dist', '.zhuji-built')

/** A tree that is ready to run: dependencies as locked, sources built. Costs a few milliseconds when nothing changed. */
export async function prepare() {
  await ensureInstalled()
  await ensureBuilt()
}

async function ensureInstalled() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const wanted = `${digest([lock])} ${process.platform}-${process.arch}\n`
  if (read(INSTALLED) === wanted) return
  if (!installedAsLocked(JSON.parse(lock))) {
    say('installing dependencies (once; a minute or two) …')
    const started = Date.now()
    const done = await runNpm([
      'ci',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ])
    if (!done) fail('the dependencies could not be installed; npm says why above')
    say(`dependencies installed in ${seconds(started)}`)
  }
  write(INSTALLED, wanted)
}

/**
 * True when somebody already ran `npm install` or `npm ci` for this lock file. npm writes `node_modules/.package-lock.json`
 * last, so it vouches for a finished install. Optional packages are left out: they belong to other platforms.
 */
function installedAsLocked(lock) {
  const text = read(join(root, 'node_modules', '.package-lock.json'))
  if (!text) return false
  const installed = JSON.parse(text).packages
  return Object.entries(lock.packages).every(
    ([path, entry]) =>
      !path.startsWith('node_modules/') ||
      entry.optional ||
      (installed[path] !== undefined && installed[path].version === entry.version),
  )
}

async function ensureBuilt() {
  const wanted = `${digestOfSources()}\n`
  if (read(BUILT) === wanted) return
  say('building …')
  const started = Date.now()
  if (!(await build())) fail('the build failed; the compiler says why above')
  write(BUILT, wanted)
  say(`built in ${seconds(started)}`)
}

const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'nest-cli.json', '.swcrc']

/** Over contents, not times: a fresh checkout or a touched file does not rebuild what has not changed. */
function digestOfSources() {
  const files = [...SETTINGS, ...filesBelow('apps'), ...filesBelow('libs'), ...filesBelow('test/bench')]
  return digest(files.flatMap((file) => [`\n${file}\n`, readFileSync(join(root, file))]))
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : filesBelow(path)
      return entry.isFile() && !/\.(spec\.tsx?|md)$/.test(entry.name) ? [path] : []
    })
}

function digest(parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}

function fail(sentence) {
  say(sentence)
  process.exit(1)
}
