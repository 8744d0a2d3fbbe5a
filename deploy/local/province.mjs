import { runProgram } from './run-program.mjs'

await runProgram('dist/test/bench/province/main.js', process.argv.slice(2))
