import { parseArgs } from 'node:util'
import { CommandsClient, tokensFor } from '@zhuji/client'
import { tellProvince } from './tell-province.adapter.js'

/** `npm run province -- [--projects 1000] [--url http://127.0.0.1:3000]`: load for a system that runs, see `npm run import` for who gives it. */
const { values } = parseArgs({
  options: { projects: { type: 'string', default: '1000' }, url: { type: 'string', default: 'http://127.0.0.1:3000' } },
})
const faults: string[] = []
if (!/^[1-9]\d{0,6}$/.test(values.projects)) faults.push(`--projects ${values.projects} is no number from 1`)
if (!URL.canParse(values.url)) faults.push(`--url ${values.url} is no address`)
const url = values.url.replace(/\/$/, '')
const tokens = faults.length === 0 ? tokensFor(url, process.env, faults) : undefined
if (!tokens) {
  console.error(faults.map((fault) => `province: ${fault}`).join('\n'))
  process.exit(2)
}
const startedMs = performance.now()
const client = new CommandsClient({ baseUrl: () => url, tokens, language: 'en' })
const today = new Date().toISOString().slice(0, 10)
const told = await tellProvince({
  client,
  projects: Number(values.projects),
  today,
  progress: ({ projects, commands, events }) => {
    const rate = Math.round((1_000 * events) / (performance.now() - startedMs))
    console.error(`${projects} projects, ${commands} commands, ${events} events, ${rate} events/s`)
  },
})
console.log(JSON.stringify(told))
