import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, runNpm, runQuietly, say } from './run.mjs'

/** Everything into a fresh `dist/`: services and libraries by Nest's compiler, beside them the console by Vite. */
export async function build() {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  const results = await Promise.all([buildServices(), buildConsole()])
  return results.every(Boolean)
}

function buildServices() {
  return runQuietly(process.execPath, [join(root, 'node_modules/@nestjs/cli/bin/nest.js'), 'build', '--all'])
}

function buildConsole() {
  if (!existsSync(join(root, 'apps/console/package.json'))) {
    say('apps/console is not in this tree; its pages are not built')
    return true
  }
  return runNpm(['run', 'build', '--workspace=@zhuji/console'])
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const started = Date.now()
  const done = await build()
  say(done ? `built in ${((Date.now() - started) / 1000).toFixed(1)} s` : 'the build failed')
  process.exitCode = done ? 0 : 1
}
