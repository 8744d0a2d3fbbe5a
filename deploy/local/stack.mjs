import { requireNode } from './node-version.mjs'

requireNode()
const { prepare } = await import('./prepare.mjs')
const { supervise } = await import('./supervise.mjs')
await prepare()
supervise('dist/libs/testing/src/stack/run-stack.command.js', process.argv.slice(2))
