import { runProgram } from './run-program.mjs'

await runProgram('dist/apps/importer/src/main.js', process.argv.slice(2))
