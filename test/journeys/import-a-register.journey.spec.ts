import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CommandsClient, fixedToken } from '@zhuji/client'
import { FundingModule } from '@zhuji/funding'
import { MilestonesModule } from '@zhuji/milestones'
import { RegistryModule } from '@zhuji/registry'
import { type RunningServices, runServices } from '@zhuji/testing'
import { Pool } from 'pg'
import { parseMapping, projectIdOf } from '../../apps/importer/src/index.js'
import { importRows } from './imported-rows.js'

const words = {
  Planejamento: 'planning',
  Licitação: 'tendering',
  Contratação: 'contracting',
  Reformulação: 'redesigning',
  Execução: 'under-construction',
  Paralisada: 'stopped',
  Inacabada: 'left-unfinished',
  Concluída: 'works-complete',
  Cancelada: 'cancelled',
} as const
const wordList = Object.keys(words)

const common = { source: 'look-alike', dates: ['yyyy-mm-dd'], numbers: ['plain', 'exponent'] }
const register = parseMapping({
  kind: 'register',
  ...common,
  region: { root: { code: 'BR', name: 'Brasil' }, levels: ['uf'] },
  ownerUnits: [{ id: ['uf'], name: 'Estado {uf}' }],
  fields: {
    localCode: 'id',
    name: 'nome',
    status: 'situacao',
    agreement: 'termo',
    physicalPercent: 'perc',
    forecastCompletionOn: 'prev',
    contractSignedOn: 'assin',
    contractAmount: 'valor',
    approvedBudget: 'pact',
    inspectedOn: 'vist',
  },
  facilityKinds: [{ column: 'nome', pattern: '.', kind: 'kindergarten' }],
  statuses: words,
})
const ledger = parseMapping({
  kind: 'ledger',
  ...common,
  fundSource: 'national-education-fund',
  entries: ['funds-in-place', 'disbursement'],
  fields: { localCode: 'id', paidOn: 'dia', amount: 'quanto' },
})

const header = 'id,nome,situacao,uf,termo,perc,prev,assin,valor,pact,vist'
const april = [
  header,
  '18298,Creche,Paralisada,PE,1/2011,64.97,2015-12-31,2011-10-31,1291115.23,1247774.62,2016-12-12',
  '23181,Quadra,Paralisada,MG,2/2011,79.99,2015-12-31,2012-12-28,354613.87,355000,2016-06-20',
  ',Sem número,Execução,MG,2/2011,1,,,,,',
  '5,Escola,Q 120,MG,2/2011,1,,,,,',
  '6,Escola,Execução,MG,2/2011,1',
]
const august = [
  header,
  '18298,Creche,Licitação,PE,1/2011,64.97,,,,1247774.62,',
  '23181,Quadra,Contratação,MG,2/2011,79.99,,2017-05-19,93966.2,355000,',
]
const may = [
  header,
  '18298,Creche,Paralisada,PE,1/2011,84.44,2018-01-11,2017-09-15,1202797.27,1247774.62,2018-01-11',
  '23181,Quadra,Concluída,MG,2/2011,100,2017-06-18,2017-05-19,93966.2,355000,2017-06-24',
]
const payments = [
  'id,dia,quanto',
  '18298,2011-09-22,249554.92',
  '18298,2012-06-15,374332.39',
  '18298,2012-12-10,623887.31',
  '23181,2012-12-10,5e+04',
  '23181,2012-12-10,5e+04',
  '999,2012-12-10,1',
]

describe('a register of three days and its ledger', () => {
  let services: RunningServices
  let pool: Pool
  let token: string
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhuji-import-'))
    services = await runServices({ modules: [RegistryModule, MilestonesModule, FundingModule] })
    pool = new Pool({ connectionString: services.database.url, max: 1 })
    token = (await services.as({ role: 'administrator' })).token
  })
  afterAll(async () => {
    await pool.end()
    await services.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** The connection breaks for good before request number `requests`: what a kill looks like to the services. */
  function clientThatDies(requests = Infinity): CommandsClient {
    const client = new CommandsClient({ baseUrl: () => services.url, tokens: fixedToken(token) })
    const post = client.post.bind(client)
    let left = requests
    client.post = (service, path, body) => {
      left -= 1
      return left < 0 ? Promise.reject(new Error('killed')) : post(service, path, body)
    }
    return client
  }

  const run = (name: string, lines: readonly string[], { mapping = register, requests = Infinity } = {}) =>
    importRows({ folder, name, lines, mapping, client: clientThatDies(requests) })

  async function facts(): Promise<number> {
    const logs = ['registry', 'milestones', 'funding'].map((service) => `select type from ${service}.event_log`)
    const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count
      from (${logs.join(' union all ')}) log where type not like '%.log-checkpointed.v1'`)
    return rows[0]!.count
  }

  async function constructionOf(localCode: string): Promise<Record<string, unknown>> {
    const client = clientThatDies()
    return client.get('milestones', `/api/v1/milestones/projects/${projectIdOf('look-alike', localCode)}`)
  }

  it('goes in by its differences; the same file again says nothing, and bad rows are told by number', async () => {
    const first = await run('obras_2017-04-06.csv', april)
    expect(first.report.counts['row-rejected']).toBe(3)
    expect(Object.values(first.stageMs).every((ms) => ms > 0)).toBe(true)
    expect(first.report.first.map(({ row }) => row)).toEqual(expect.arrayContaining([4, 5, 6]))
    const before = await facts()
    const second = await run('obras_2017-04-06.csv', april)
    expect(second.commands).toBe(0)
    expect(await facts()).toBe(before)
  })

  it('keeps a stopped site stopped when the register says tendering, and forgets nothing it erases', async () => {
    await run('obras_2017-08-18.csv', august)
    const site = await constructionOf('18298')
    expect(site.standing).toEqual({ stage: 'start', halt: 'stopped', procedure: 'retendering' })
    expect(site.lastInspectionOn).toBe('2016-12-12')
    expect((await constructionOf('23181')).standing).toMatchObject({ stage: 'start', procedure: 'recontracting' })
  })

  it('is repaired by running it again after a kill at any request', async () => {
    for (let requests = 0; requests < 12; requests += 1) {
      await run('obras_2018-05-24.csv', may, { requests }).catch((error: Error) => expect(error.message).toBe('killed'))
    }
    expect((await run('obras_2018-05-24.csv', may)).factsByType).toEqual({})
    const { rows } = await pool.query<{ facts: string }>(
      `select type || ' ' || occurred_on as facts from milestones.event_log
       where known_on = '2018-05-24' and type <> 'milestones.standing-moved.v1' order by 1`,
    )
    expect(rows.map((row) => row.facts)).toEqual([
      'milestones.forecast-revised.v2 2018-05-24',
      'milestones.forecast-revised.v2 2018-05-24',
      'milestones.milestone-reached.v2 2017-06-24',
      'milestones.procedure-ended.v1 2018-05-24',
      'milestones.procedure-ended.v1 2018-05-24',
      'milestones.progress-reported.v1 2018-05-24',
      'milestones.progress-reported.v1 2018-05-24',
      'milestones.work-inspected.v1 2017-06-24',
      'milestones.work-inspected.v1 2018-01-11',
      'milestones.work-resumed.v1 2018-05-24',
    ])
    expect(await constructionOf('23181')).toMatchObject({ standing: { stage: 'works-complete', halt: null } })
  })

  it('refuses an older file, row by row', async () => {
    const before = await facts()
    const { report, commands } = await run('obras_2017-08-18.csv', august)
    expect(commands).toBe(0)
    expect(report.first.map(({ field }) => field)).toEqual(['knownOn', 'knownOn'])
    expect(await facts()).toBe(before)
  })

  it('posts each payment once as received and spent, marks repeated rows and lists unknown works', async () => {
    await run('payments.csv', payments, { mapping: ledger, requests: 3 }).catch(() => undefined)
    const { report } = await run('payments.csv', payments, { mapping: ledger })
    expect(report.counts).toMatchObject({ 'row-rejected': 1, marked: 1, refused: 0 })
    const again = await run('payments.csv', payments, { mapping: ledger })
    expect(again.commands).toBe(0)
    const { rows } = await pool.query<{ entry: string; fen: string; days: string }>(
      `select payload->>'entry' as entry, sum((payload->>'amountFen')::bigint)::text as fen,
         bool_and(known_on = occurred_on)::text as days
       from funding.event_log where payload->>'entry' <> 'commitment' and payload->>'entry' <> 'reversal'
       group by 1 order by 1`,
    )
    expect(rows).toEqual([
      { entry: 'disbursement', fen: '134777462', days: 'true' },
      { entry: 'funds-in-place', fen: '134777462', days: 'true' },
    ])
  })

  it('keeps one contract in force per work, the last one named', async () => {
    const client = clientThatDies()
    const ids = ['18298', '23181'].map((code) => projectIdOf('look-alike', code))
    const { items } = await client.post<{ items: { balances: { total: { committedFen: number } } }[] }>(
      'funding',
      '/api/v1/funding/projects/lookup',
      { ids },
    )
    expect(items.map(({ balances }) => balances.total.committedFen)).toEqual([120_279_727, 9_396_620])
  })

  it('comes back to its own word from every word to every word', async () => {
    const pairs = wordList.flatMap((from) => wordList.map((to) => ({ from, to, id: `${from}-${to}` })))
    const file = (day: 'from' | 'to') => [header, ...pairs.map((pair) => `${pair.id},Escola,${pair[day]},BA,,,,,,,`)]
    await run('pairs_2019-01-01.csv', file('from'))
    await run('pairs_2019-02-01.csv', file('to'))
    const last = await run('pairs_2019-03-01.csv', file('to'))
    expect({ commands: last.commands, refused: last.report.counts.refused }).toEqual({ commands: 0, refused: 0 })
  })
})
