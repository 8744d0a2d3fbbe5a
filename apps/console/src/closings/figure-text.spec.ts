import { figureText } from './figure-text.js'

it.each([
  [124_774_62, 'fen', 'zh-CN', '12.48'],
  [1_234_567_890_00, 'fen', 'zh-CN', '123,456.79'],
  [-500_000, 'fen', 'zh-CN', '−0.50'],
  [1_234_567_890_00, 'fen', 'en', '1,234.57'],
  [33.3333, 'percent', 'zh-CN', '33.33%'],
  [12_000, 'projects', 'en', '12,000'],
  [null, 'fen', 'zh-CN', '—'],
] as const)('a table shows %s of %s (%s) as %s', (value, unit, language, text) => {
  expect(figureText(value, unit, language)).toBe(text)
})
