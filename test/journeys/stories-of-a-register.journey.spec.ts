import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import { AlertsModule } from '@zhuji/alerts'
import { CommandsClient, fixedToken } from '@zhuji/client'
import { DashboardsModule } from '@zhuji/dashboards'
import { FundingModule } from '@zhuji/funding'
import { MilestonesModule } from '@zhuji/milestones'
import { RegistryModule } from '@zhuji/registry'
import { eventually, type RunningServices, runServices, type Speaker } from '@zhuji/testing'
import { parseMapping, projectIdOf } from '../../apps/importer/src/index.js'
import { importRows } from './imported-rows.js'

jest.setTimeout(120_000)

const header = [
  'id,nome,situacao,municipio,uf,termo_convenio,percentual_de_execucao,data_prevista_de_conclusao_da_obra,tipo_do_projeto',
  'tipo_da_obra,classificacao_da_obra,rede_de_ensino_publico,empresa_contratada,data_de_assinatura_do_contrato',
  'prazo_de_vigencia,data_de_termino_do_contrato,valor_do_contrato,valor_pactuado_com_o_fnde',
  'data_da_ultima_vistoria_do_estado_ou_municipio,situacao_da_vistoria,total_pago,percentual_pago,saldo_total',
].join(',')

const row = (cells: readonly string[]): string => cells.join(',')
const kindergarten = 'Escola de Educação Infantil Tipo B,Construção,Urbana,Municipal'
const court = 'QUADRA ESCOLAR COBERTA,Construção,Urbana,Estadual'

/** Rows like those of the register, with its columns, its two ways to write a day and its blanks. */
const snapshots = {
  '2017-04-06': [
    row([
      '18298,Creche,Paralisada,Altinho,PE,1852/2011,64.97,31/12/2015',
      kindergarten,
      'Obras A,31/10/2011 00:00,1612',
      '30/03/2016 00:00,1291115.23,1247774.62,12/12/2016 00:00,Paralisado,1247774.62,999.999.996.073.009,643871.97',
    ]),
    row([
      '23181,Quadra,Paralisada,São Sebastião,MG,2438/2011,79.99,31/12/2015',
      court,
      'Obras B,28/12/2012 00:00,1098',
      '31/12/2015 00:00,354613.87,355000,20/06/2016 00:00,Paralisado,177500,50,1752975.09',
    ]),
  ],
  '2017-08-18': [
    row([
      '18298,Creche,Licitação,Altinho,PE,1852/2011,64.97,',
      kindergarten,
      ',,,,,1247774.62,,,1247774.62,99.9,655240.23',
    ]),
    row([
      '23181,Quadra,Contratação,São Sebastião,MG,2438/2011,79.99,',
      court,
      'Obras C,2017-05-19 00:00:00,30',
      '2017-06-18 00:00:00,93966.2,355000,,,177500,50,2091414.97',
    ]),
  ],
  '2018-05-24': [
    row([
      '18298,Creche,Paralisada,Altinho,PE,1852/2011,84.44,11/01/2018',
      kindergarten,
      'Obras D,2017-09-15 00:00:00,180',
      '2018-03-14 00:00:00,1202797.27,1247774.62,2018-01-11 00:00:00,Paralisado,1247774.62,99.99999960730088,449034.76',
    ]),
    row([
      '23181,Quadra,Concluída,São Sebastião,MG,2438/2011,100,18/06/2017',
      court,
      'Obras C,2017-05-19 00:00:00,30',
      '2017-06-18 00:00:00,93966.2,355000,2017-06-24 00:00:00,Concluído,355000,100,2069329.44',
    ]),
  ],
}
const payments = [
  'id,data_de_pagamento,valor_do_pagamento',
  '18298,15684,623887.31',
  '18298,15506,374332.39',
  '18298,15239,249554.92',
]

interface Card {
  readonly status: string
  readonly stage: string
  readonly halt: string | null
  readonly procedure: string | null
  readonly worksCompleteOn: string | null
  readonly physicalPercent: number
}

interface Explanation {
  readonly numerator: number
  readonly value: number
  readonly events: { readonly occurredOn: string; readonly adds: { readonly numerator: number } }[]
}

describe('two works of a register that keeps the present only', () => {
  let services: RunningServices
  let auditor: Speaker
  let folder: string
  const site = projectIdOf('simec', '18298')
  const sportsCourt = projectIdOf('simec', '23181')

  async function ask<Answer>(path: string): Promise<Answer> {
    const { status, body } = await auditor.get(`/api/v1/dashboards/${path}`)
    expect({ path, status }).toEqual({ path, status: 200 })
    return body
  }
  const card = (projectId: string, clocks = ''): Promise<Card> => ask(`projects/${projectId}?${clocks}`)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhuji-stories-'))
    const modules = [RegistryModule, MilestonesModule, FundingModule, AlertsModule, DashboardsModule]
    services = await runServices({ modules })
    auditor = await services.as({ role: 'auditor', name: '审计' })
    const { token } = await services.as({ role: 'administrator' })
    const client = new CommandsClient({ baseUrl: () => services.url, tokens: fixedToken(token) })
    const mappingOf = async (kind: string) =>
      parseMapping(JSON.parse(await readFile(`apps/importer/mappings/simec-${kind}.json`, 'utf8')))
    const register = { folder, client, mapping: await mappingOf('register') }
    for (const [day, rows] of Object.entries(snapshots)) {
      await importRows({ ...register, name: `obras_${day}.csv`, lines: [header, ...rows] })
    }
    await importRows({ folder, client, name: 'payments.csv', lines: payments, mapping: await mappingOf('ledger') })
    await eventually(
      async () => {
        expect(await card(site)).toMatchObject({ physicalPercent: 84.44, paidFen: 124_777_462 })
        expect(await card(sportsCourt)).toMatchObject({ physicalPercent: 100 })
      },
      { within: 60_000, describe: 'both works are on the dashboards' },
    )
  })

  afterAll(async () => {
    await services?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it.each([
    {
      known: '2017-04-06',
      standing: { status: 'halted', halt: 'stopped', procedure: null },
      work: {
        physicalPercent: 64.97,
        gapPoints: 35.03,
        forecastCompletionOn: '2015-12-31',
        lastInspectionOn: '2016-12-12',
      },
    },
    {
      known: '2017-08-18',
      standing: { status: 'halted', halt: 'stopped', procedure: 'retendering' },
      work: {
        physicalPercent: 64.97,
        gapPoints: 35.03,
        forecastCompletionOn: '2015-12-31',
        lastInspectionOn: '2016-12-12',
      },
    },
    {
      known: '2018-05-24',
      standing: { status: 'halted', halt: 'stopped', procedure: null },
      work: { physicalPercent: 84.44, gapPoints: 15.56, forecastCompletionOn: '2018-01-11', slipDays: 742 },
    },
  ])(
    '18298 as known on $known: never a new tender, money ahead of work, nothing erased',
    async ({ known, standing, work }) => {
      expect(await card(site, `knownOn=${known}`)).toMatchObject({ ...standing, ...work, stage: 'start' })
    },
  )

  it('18298: the 35.03 points stand on three payments', async () => {
    const explained = await ask<Explanation>(`explain?figure=gapPoints&projectId=${site}&knownOn=2017-08-18`)
    expect(explained.value).toBe(35.03)
    const paid = await ask<Explanation>(`explain?figure=paidFen&projectId=${site}&knownOn=2017-08-18`)
    expect(paid.events.map(({ occurredOn, adds }) => [occurredOn, adds.numerator])).toEqual([
      ['2011-09-22', 24_955_492],
      ['2012-06-15', 37_433_239],
      ['2012-12-10', 62_388_731],
    ])
    expect(paid.numerator).toBe(124_777_462)
  })

  it('18298: paid in full by 2012-12-10, as known on that day too', async () => {
    const before = await ask<Explanation>(`explain?figure=paidFen&projectId=${site}&asOf=2012-12-09`)
    expect(before.numerator).toBe(62_388_731)
    const after = await ask<Explanation>(`explain?figure=paidFen&projectId=${site}&asOf=2012-12-10`)
    expect(after.numerator).toBe(124_777_462)
  })

  it('23181 on 2017-08-18: as known then contracting at 79.99 % and not finished, as known now finished before', async () => {
    const day = 'asOf=2017-08-18'
    expect(await card(sportsCourt, `${day}&knownOn=2017-08-18`)).toMatchObject({
      procedure: 'recontracting',
      registerWord: 'recontracting',
      physicalPercent: 79.99,
      worksCompleteOn: null,
    })
    expect(await card(sportsCourt, day)).toMatchObject({ status: 'works-complete', worksCompleteOn: '2017-06-24' })
    expect(await card(sportsCourt, 'asOf=2017-06-23')).toMatchObject({ worksCompleteOn: null })
  })

  it('23181 moves the count of works complete of 2017-08-18 by one, and of no day before the last inspection', async () => {
    const complete = async (clocks: string) =>
      (await ask<Explanation>(`explain?figure=worksComplete&${clocks}`)).numerator
    expect(await complete('asOf=2017-08-18&knownOn=2017-08-18')).toBe(0)
    expect(await complete('asOf=2017-08-18')).toBe(1)
    expect(await complete('asOf=2017-06-23')).toBe(0)
  })
})
