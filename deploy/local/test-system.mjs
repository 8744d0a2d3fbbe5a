import { requireNode } from './node-version.mjs'

requireNode()
const { prepare } = await import('./prepare.mjs')
const { runTests } = await import('./run-tests.mjs')
const args = process.argv.slice(2)
await prepare()
runTests(['--runInBand', ...(args.length > 0 ? args : ['\\.system\\.spec\\.ts$'])], { system: true })
