import { parseMapping, type RegisterMapping } from '../mapping/mapping.js'
import { HeaderError } from '../rows/row-cells.js'
import { registerRowReader } from './read-register-row.js'

const header = [
  'id',
  'nome',
  'situacao',
  'uf',
  'municipio',
  'termo',
  'perc',
  'prev',
  'tipo',
  'assin',
  'valor',
  'pact',
  'vist',
]

const mapping = parseMapping({
  kind: 'register',
  source: 'look-alike',
  dates: ['dd/mm/yyyy', 'dd/mm/yyyy hh:mm', 'yyyy-mm-dd hh:mm:ss'],
  numbers: ['plain', 'exponent', 'exponent-comma'],
  region: { root: { code: 'BR', name: 'Brasil' }, levels: [{ column: 'uf', pattern: '^[A-Z]{2}$' }, 'municipio'] },
  ownerUnits: [{ id: ['uf', 'municipio'], name: 'Prefeitura de {municipio}' }],
  fields: {
    localCode: 'id',
    name: 'nome',
    status: 'situacao',
    agreement: { column: 'termo', pattern: '^[\\d/-]+$', blanks: ['-'] },
    physicalPercent: 'perc',
    forecastCompletionOn: 'prev',
    contractSignedOn: 'assin',
    contractAmount: { column: 'valor', zero: 'unknown' },
    approvedBudget: { column: 'pact', zero: 'unknown' },
    inspectedOn: 'vist',
  },
  facilityKinds: [
    { column: 'tipo', pattern: 'QUADRA', kind: 'sports-court' },
    { column: 'tipo', pattern: '(\\d+) Salas?$', kind: 'primary-school', capacity: 'classes' },
  ],
  statuses: { Execução: 'under-construction', Concluída: 'works-complete' },
}) as RegisterMapping

const sound = {
  id: '7',
  nome: 'Escola Vila Nova',
  situacao: 'Execução',
  uf: 'PE',
  municipio: "Santana d'Oeste",
  termo: '1852/2011',
  perc: '64.97',
  prev: '31/12/2015',
  tipo: 'Espaço Educativo - 06 Salas',
  assin: '31/10/2011 00:00',
  valor: '1291115.23',
  pact: '6,00E+05',
  vist: '12/12/2016 00:00',
}

const read = (change: Partial<typeof sound> = {}) => {
  const cells = { ...sound, ...change }
  return registerRowReader(
    mapping,
    header,
    '2017-04-06',
  )(
    header.map((column) => cells[column as keyof typeof sound]),
    9,
  )
}

describe('a sound row', () => {
  it('is read in our words', () => {
    expect(read()).toEqual({
      issues: [],
      row: {
        row: 9,
        localCode: '7',
        status: 'under-construction',
        statusText: 'Execução',
        name: 'Escola Vila Nova',
        agreement: '1852/2011',
        physicalPercent: 64.97,
        forecastCompletionOn: '2015-12-31',
        contractSignedOn: '2011-10-31',
        contractFen: 129_111_523,
        approvedBudgetFen: 60_000_000,
        inspectedOn: '2016-12-12',
        facilityKind: 'primary-school',
        capacity: [{ kind: 'classes', amount: 6 }],
        regionPath: [
          { code: 'BR', name: 'Brasil' },
          { code: 'BR-PE', name: 'PE' },
          { code: 'BR-PE-santana-doeste', name: "Santana d'Oeste" },
        ],
        ownerUnit: { id: 'BR-PE-santana-doeste', name: "Prefeitura de Santana d'Oeste" },
      },
    })
  })

  it.each([
    ['5e+05', 50_000_000],
    ['1.5e+06', 150_000_000],
    ['0', undefined],
    ['', undefined],
  ])('may write its amount as %s', (pact, fen) => expect(read({ pact }).row?.approvedBudgetFen).toBe(fen))

  it.each(['31/12/2015', '2015-12-31 00:00:00'])('may write its day as %s', (prev) =>
    expect(read({ prev }).row?.forecastCompletionOn).toBe('2015-12-31'),
  )

  it('knows nothing of what is blank, and not 0', () => {
    const { row } = read({ perc: '', prev: '', assin: '', termo: '-' })
    expect(row).toMatchObject({ physicalPercent: undefined, forecastCompletionOn: undefined, agreement: undefined })
    expect(row).not.toHaveProperty('contractSignedOn')
  })

  it('lies in its state when the town is unknown', () => {
    expect(read({ municipio: '' }).row?.regionPath?.map(({ code }) => code)).toEqual(['BR', 'BR-PE'])
  })
})

describe('a row that has slipped', () => {
  it.each(['Q 120', 'LOTE 70', ''])('is rejected as a whole when its status is %p', (situacao) => {
    const { row, issues } = read({ situacao })
    expect(row).toBeUndefined()
    expect(issues).toEqual([
      expect.objectContaining({ row: 9, field: 'situacao', consequence: 'row-rejected', value: situacao }),
    ])
  })

  it('is taken up to the first cell that cannot be read, since a slipped amount still looks like one', () => {
    const { row, issues } = read({ assin: '(07711453000175) FLORECON', valor: '2009-09-30 00:00:00', pact: '570' })
    expect(row).toMatchObject({ physicalPercent: 64.97, facilityKind: 'primary-school' })
    expect(row).not.toHaveProperty('contractSignedOn')
    expect(row).toMatchObject({ contractFen: undefined, approvedBudgetFen: undefined })
    expect(issues).toEqual([
      expect.objectContaining({ field: 'assin', consequence: 'cell-left-out', value: '(07711453000175) FLORECON' }),
    ])
  })

  it('shows where a word stands in the place of a code, and then names no facility either', () => {
    const { row } = read({ termo: 'IPUTINGA', tipo: 'Educação Básica' })
    expect(row).toMatchObject({ localCode: '7', status: 'under-construction', agreement: undefined })
    expect(row).not.toHaveProperty('facilityKind')
  })
})

describe('a cell that cannot be', () => {
  it.each([
    ['prev', '31/02/2015'],
    ['prev', '2015'],
    ['perc', '999.999.996.073.009'],
    ['perc', '101'],
    ['valor', '1.291.115,23'],
    ['pact', '-5'],
  ])('%s is not taken as %s', (column, value) => {
    const { issues } = read({ [column]: value })
    expect(issues).toEqual([expect.objectContaining({ field: column, consequence: 'cell-left-out', value })])
  })

  it('is a day after the one of the file', () => {
    const { row, issues } = read({ vist: '07/04/2017' })
    expect(row).not.toHaveProperty('inspectedOn')
    expect(issues).toEqual([expect.objectContaining({ field: 'inspectedOn', value: '2017-04-07' })])
  })
})

it('a file without a mapped column is refused by name', () => {
  expect(() => registerRowReader(mapping, ['id', 'nome'], '2017-04-06')).toThrow(HeaderError)
  expect(() => registerRowReader(mapping, ['id', 'nome'], '2017-04-06')).toThrow('situacao, ')
})
