import { count, exactYuan, money, moneyText, parseAmount, parseQuantity, percent, signed } from './numbers.js'

describe('money on the screen', () => {
  it('is told in 亿元 from one 亿 on and in 万元 below it', () => {
    expect(money(18_600_000_000, 'zh-CN')).toEqual({ number: '1.86', unit: '亿元' })
    expect(money(630_000_000, 'zh-CN')).toEqual({ number: '630.00', unit: '万元' })
    expect(moneyText(123_456_789_012_345, 'zh-CN')).toBe('12,345.68 亿元')
  })

  it('is told in millions and billions in English', () => {
    expect(moneyText(18_600_000_000, 'en')).toBe('186.00 m CNY')
    expect(moneyText(250_000_000_000, 'en')).toBe('2.50 bn CNY')
  })

  it('rounds halves away from zero and shows no negative zero', () => {
    expect(moneyText(1_005_000, 'zh-CN')).toBe('1.01 万元')
    expect(moneyText(-1_005_000, 'zh-CN')).toBe('−1.01 万元')
    expect(moneyText(-1, 'zh-CN')).toBe('0.00 万元')
  })

  it('is a dash when it is not known, and 0 only when it is 0', () => {
    expect(moneyText(null, 'zh-CN')).toBe('—')
    expect(moneyText(0, 'zh-CN')).toBe('0.00 万元')
  })

  it('is exact to the fen in ledgers', () => {
    expect(exactYuan(124_777_462)).toBe('1,247,774.62')
    expect(exactYuan(-5)).toBe('−0.05')
  })
})

describe('an amount a clerk types', () => {
  it('is read by its digits', () => {
    expect(parseAmount('1,247,774.62', 'yuan')).toBe(124_777_462)
    expect(parseAmount('0.29', 'yuan')).toBe(29)
    expect(parseAmount('230', 'wan')).toBe(230_000_000)
    expect(parseAmount('１２．５', 'wan')).toBe(12_500_000)
    expect(parseAmount('0.000001', 'wan')).toBe(1)
  })

  it('is refused when it is no amount or finer than a fen', () => {
    for (const text of ['', '-3', '1e5', '1.234', 'abc', '12..5']) expect(parseAmount(text, 'yuan')).toBeUndefined()
    expect(parseAmount('0.0000001', 'wan')).toBeUndefined()
    expect(parseAmount('9999999999999', 'wan')).toBeUndefined()
  })

  it('may have zeros below a fen', () => {
    expect(parseAmount('1.2300', 'yuan')).toBe(123)
  })
})

describe('a quantity that a clerk typed', () => {
  it('is read with its decimals, as far as it may have any', () => {
    expect(parseQuantity('1,620', 2)).toBe(1620)
    expect(parseQuantity('１２．５', 2)).toBe(12.5)
    expect(parseQuantity('12.345', 2)).toBeUndefined()
    expect(parseQuantity('-3', 2)).toBeUndefined()
    expect(parseQuantity('', 2)).toBeUndefined()
  })
})

describe('a percentage', () => {
  it('has one decimal where it needs one', () => {
    expect(percent(42.5)).toBe('42.5')
    expect(percent(40)).toBe('40')
    expect(percent(null)).toBe('—')
  })

  it('is not 100 while something is missing', () => {
    expect(percent(99.98)).toBe('99.9')
    expect(percent(100)).toBe('100')
  })
})

describe('a difference', () => {
  it('carries its sign', () => {
    expect(signed(18.46)).toBe('+18.5')
    expect(signed(-3)).toBe('−3')
    expect(signed(0.01)).toBe('0')
    expect(signed(null)).toBe('—')
  })
})

describe('a count', () => {
  it('is grouped and keeps its fraction', () => {
    expect(count(1_234_567)).toBe('1,234,567')
    expect(count(1234.5)).toBe('1,234.5')
    expect(count(undefined)).toBe('—')
  })
})
