import { figureText } from './figure-text.js'

it.each([
  { value: 124_774_62, unit: 'fen', language: 'zh-CN', text: '12.48' },
  { value: 1_234_567_890_00, unit: 'fen', language: 'zh-CN', text: '123,456.79' },
  { value: -500_000, unit: 'fen', language: 'zh-CN', text: '−0.50' },
  { value: 1_234_567_890_00, unit: 'fen', language: 'en', text: '1,234.57' },
  { value: 33.3333, unit: 'percent', language: 'zh-CN', text: '33.33%' },
  { value: 12_000, unit: 'projects', language: 'en', text: '12,000' },
  { value: null, unit: 'fen', language: 'zh-CN', text: '—' },
] as const)('a table shows $value of $unit ($language) as $text', ({ value, unit, language, text }) => {
  expect(figureText(value, unit, language)).toBe(text)
})
