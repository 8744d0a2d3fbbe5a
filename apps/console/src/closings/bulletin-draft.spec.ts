import { draftOf, emptyBulletin, readBulletin, toggled } from './bulletin-draft.js'

const definition = {
  bulletinId: 'b',
  version: 2,
  title: { zh: '教育项目月度通报', en: 'School projects' },
  filters: { region: '3401' },
  parts: [{ figure: 'start-rate', by: 'region' }],
  lines: [{ programmeId: 'p', lineId: 'places' }],
} as const

it('a definition that is opened and sent again says the same', () => {
  const { title, filters, parts, lines } = definition
  expect(readBulletin(draftOf(definition))).toEqual({ title, filters, parts, lines })
})

it.each([
  ['without a title in either language', { en: ' ' }],
  ['without a figure and a line', { parts: [], lines: [] }],
])('a bulletin is not sent %s', (_, missing) => {
  expect(readBulletin({ ...emptyBulletin, ...draftOf(definition), ...missing })).toBeUndefined()
})

it('what is chosen stands in the order of the list, and goes when it is chosen again', () => {
  const order = ['projects', 'start-rate', 'paidFen']
  const chosen = toggled(toggled([], 'paidFen', order), 'projects', order)
  expect(chosen).toEqual(['projects', 'paidFen'])
  expect(toggled(chosen, 'paidFen', order)).toEqual(['projects'])
})
