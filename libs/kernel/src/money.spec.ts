import { parseYuan, sumFen, yuanText } from './money.js'

describe('an amount in yuan', () => {
  it.each([
    ['1247774.62', 124777462],
    ['5e+05', 50000000],
    ['1.5E3', 150000],
    ['-3', -300],
    ['0', 0],
    ['0.1', 10],
    ['27854480401.04', 2785448040104],
    ['12.3400', 1234],
    ['25e-2', 25],
    ['1e-3', undefined],
    ['0.001', undefined],
    ['1,000', undefined],
    ['', undefined],
    ['999999999999999999', undefined],
  ])('%s is read as %s fen', (text, fen) => expect(parseYuan(text)).toBe(fen))

  it.each([
    [124777462, '1247774.62'],
    [-5, '-0.05'],
    [0, '0.00'],
  ])('%s fen is written as %s', (fen, text) => expect(yuanText(fen)).toBe(text))

  it('never leaves the exact range silently', () => {
    expect(() => sumFen([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError)
  })
})
