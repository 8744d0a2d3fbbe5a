import { readFileSync } from 'node:fs'

/**
 * Stops with one sentence when Node is too old. Imported before anything else, and written in syntax that older
 * versions can still parse: a SyntaxError from a later file would hide the real reason.
 */
export function requireNode() {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const needed = /(\d+)\.(\d+)/.exec(manifest.engines.node)
  const running = process.versions.node.split('.').map(Number)
  const enough = running[0] > Number(needed[1]) || (running[0] === Number(needed[1]) && running[1] >= Number(needed[2]))
  if (enough) return
  process.stderr.write(
    `Zhuji needs Node.js ${needed[1]}.${needed[2]} or newer; this is ${process.versions.node} (${process.execPath}).\n`,
  )
  process.exit(1)
}
