import { figureText, moneyText } from './figure-text.js'
import { languageOf } from './language.js'
import { messageOf, registerMessages } from './messages.js'
import { fieldMessages, platformMessages } from './platform-messages.js'

describe('money in a sentence', () => {
  it.each([
    [0, '0.00 元', 'CNY 0.00'],
    [1, '0.01 元', 'CNY 0.01'],
    [999_999, '9,999.99 元', 'CNY 9,999.99'],
    [1_000_000, '1.00 万元', 'CNY 10,000.00'],
    [1_234_567_890, '1,234.56789 万元', 'CNY 12,345,678.90'],
    [1_234_560_000, '1,234.56 万元', 'CNY 12,345,600.00'],
    [10_000_000_000, '1.00 亿元', 'CNY 100,000,000.00'],
    [-1_500_000, '-1.50 万元', 'CNY -15,000.00'],
    [9_007_199_254_740_991, '900,719.9254740991 亿元', 'CNY 90,071,992,547,409.91'],
  ])('%d fen', (fen, zh, en) => {
    expect(moneyText(fen, 'zh-CN')).toBe(zh)
    expect(moneyText(fen, 'en')).toBe(en)
  })
})

describe('other figures in a sentence', () => {
  it.each([
    ['overPercent', 30.5, '30.5%'],
    ['occurredOn', '2026-09-01', '2026-09-01'],
    ['amountFen', null, '未知'],
    ['recorded', true, '是'],
    ['count', 19, '19'],
    ['partFen', 0.5, '0.5'],
    ['earlierMilestone', 'topping-out', '封顶'],
    ['lateMilestones', 'topping-out 2026-11-30, in-use 2027-09-01', '封顶 2026-11-30, 投入使用 2027-09-01'],
    ['source', 'special-bond', '专项债'],
    ['source', 'constructor', 'constructor'],
  ])('%s', (name, value, text) => expect(figureText(name, value, 'zh-CN')).toBe(text))
})

describe('a message', () => {
  it('falls back to its slug and figures when nobody wrote a sentence', () => {
    expect(messageOf('never-written', { amountFen: 100 }, 'en')).toBe('never-written (amountFen=CNY 1.00)')
    expect(messageOf('never-written', {}, 'en')).toBe('never-written')
  })

  it('leaves a placeholder without a figure, and never reads a figure from the prototype', () => {
    registerMessages({ 'spec-holes': { zh: '{a} {constructor}', en: '{a} {constructor}' } })
    expect(messageOf('spec-holes', { a: 1 }, 'en')).toBe('1 {constructor}')
  })

  it('means one thing in the whole system', () => {
    const term = { zh: '甲', en: 'A' }
    registerMessages({ 'spec-once': term })
    expect(() => registerMessages({ 'spec-once': { ...term } })).not.toThrow()
    expect(() => registerMessages({ 'spec-once': { zh: '乙', en: 'A' } })).toThrow(/spec-once/)
  })

  it('is written in both languages with the same figures', () => {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort()
    for (const { zh, en } of Object.values({ ...platformMessages, ...fieldMessages })) {
      expect([zh, names(zh)]).toEqual([zh, names(en)])
    }
  })
})

describe('the language of a caller', () => {
  it.each([
    [undefined, 'zh-CN'],
    ['', 'zh-CN'],
    ['en', 'en'],
    ['en-US,en;q=0.9', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['de,en;q=0.5,zh;q=0.4', 'en'],
    ['de', 'zh-CN'],
    ['en;q=0', 'zh-CN'],
    ['*', 'zh-CN'],
  ])('%s → %s', (header, language) => expect(languageOf(header)).toBe(language))
})
