import { isDatabaseAway } from './delivery.repository.js'

const failure = (code: string | undefined, message = 'failed') => Object.assign(new Error(message), code && { code })

it.each([
  ['a server that ends', failure('57P01')],
  ['a deadlock', failure('40P01')],
  ['a transaction in which the process slept too long', failure('25P03')],
  ['a connection that broke while the process slept', failure(undefined, 'Client has encountered a connection error')],
  ['nobody there', failure('ECONNREFUSED')],
])('%s is nobody’s dead letter', (_, error) => {
  expect(isDatabaseAway(error)).toBe(true)
})

it.each([
  ['a broken constraint', failure('23505')],
  ['a consumer’s own mistake', failure(undefined, 'cannot read properties of undefined')],
])('%s is the consumer’s fault, and that of its event', (_, error) => {
  expect(isDatabaseAway(error)).toBe(false)
})
