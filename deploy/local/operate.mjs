import { runProgram } from './run-program.mjs'

/** `node deploy/local/operate.mjs verify …`: the commands of docs/operations.md. */
await runProgram('dist/apps/operations/src/main.js', process.argv.slice(2))
