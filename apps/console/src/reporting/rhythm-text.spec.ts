import { rhythmText } from './rhythm-text.js'

const asked = { needsPhotos: false, programmeId: null, programmeName: null, programmeVersion: null } as const

it('says in a few words when reports are due', () => {
  expect(rhythmText({ ...asked, kind: 'weekly', weekday: 5 }, 'zh-CN')).toBe('周调度（周五）')
  expect(rhythmText({ ...asked, kind: 'weekly', weekday: 7 }, 'en')).toBe('Weekly (Sun)')
  expect(rhythmText({ ...asked, kind: 'ten-days', needsPhotos: true }, 'zh-CN')).toBe(
    '旬报（10、20 日和月末，须附照片）',
  )
  expect(rhythmText({ ...asked, kind: 'monthly', byDay: 5 }, 'zh-CN')).toBe('月报（5 日前）')
  expect(rhythmText({ ...asked, kind: 'every', days: 30 }, 'zh-CN')).toBe('每隔若干日（30 天）')
  expect(rhythmText({ ...asked, kind: 'every', days: 30, needsPhotos: true }, 'en')).toBe(
    'Every so many days (30 days, with photos)',
  )
})
