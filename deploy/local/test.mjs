import { requireNode } from './node-version.mjs'

requireNode()
const { prepare } = await import('./prepare.mjs')
const { runTests } = await import('./run-tests.mjs')
await prepare()
runTests(process.argv.slice(2))
