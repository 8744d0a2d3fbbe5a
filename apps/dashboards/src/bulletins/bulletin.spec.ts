import { BulletinDefined, BulletinIssued, BulletinRestated } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { bulletinDecider, defineBulletin, type Drawn, issueBulletin } from './bulletin.js'

const { version: _version, ...content } = BulletinDefined.examples[0]!
const { bulletinId, month, number: _number, ...example } = BulletinIssued.examples[0]!
const { cut } = example
const today = '2026-07-06'

const defined = BulletinDefined({ ...content, version: 1 }, '2026-01-10')
const issued = BulletinIssued({ ...example, bulletinId, month, number: 1 }, today)
const aDrawn = (number: number, previousNumber?: number): Drawn => ({
  ...example,
  number,
  previousNumber,
  bytes: 2,
  differs: true,
})
const request = { bulletinId, month, closedAt: cut }
const later = { cut: { ...cut, knownOn: '2026-08-05' }, unsealed: new Map<string, number>() }

describe('what a bulletin shows', () => {
  it('is laid down as its first version, and the same again records nothing', () => {
    given(bulletinDecider)
      .when((bulletin) => defineBulletin(bulletin, content, '2026-01-10'))
      .then([defined])
    given(bulletinDecider, [defined])
      .when((bulletin) => defineBulletin(bulletin, content, '2026-02-01'))
      .then([])
  })

  it('is changed by a version more', () => {
    const title = { ...content.title, zh: '教育项目月度通报' }
    given(bulletinDecider, [defined])
      .when((bulletin) => defineBulletin(bulletin, { ...content, title }, '2026-02-01'))
      .then([BulletinDefined({ ...content, title, version: 2 }, '2026-02-01')])
  })

  it.each([
    ['nothing', { parts: [], lines: [] }, 'bulletin-empty'],
    ['a figure nobody knows', { parts: [{ figure: 'happiness', by: 'total' as const }] }, 'figure-not-of-groups'],
    ['a figure of one project', { parts: [{ figure: 'slipDays', by: 'total' as const }] }, 'figure-not-of-groups'],
    ['a part twice', { parts: [content.parts[0]!, content.parts[0]!] }, 'part-twice'],
  ])('is never %s', (_, change, slug) => {
    given(bulletinDecider)
      .when((bulletin) => defineBulletin(bulletin, { ...content, ...change }, today))
      .thenRefused(slug)
  })
})

describe('a bulletin of a closed month', () => {
  const ready = given(bulletinDecider, [defined])

  it('is issued as the next number', () => {
    ready.when((bulletin) => issueBulletin(bulletin, { request, drawn: aDrawn(1) }, today)).then([issued])
  })

  it('is not issued for a month that is open, nor restated before it was issued', () => {
    ready
      .when((bulletin) => issueBulletin(bulletin, { request: { ...request, closedAt: null } }, today))
      .thenRefused('month-not-closed', { month })
    ready
      .when((bulletin) => issueBulletin(bulletin, { request: { ...request, reason: '更正' }, drawn: aDrawn(1) }, today))
      .thenRefused('nothing-to-restate', { month })
  })

  it('is drawn up anew where another was issued meanwhile', () => {
    given(bulletinDecider, [defined, { ...issued, data: { ...(issued.data as object), month: '2026-05' } }])
      .when((bulletin) => issueBulletin(bulletin, { request, drawn: aDrawn(1) }, today))
      .thenRefused('issued-meanwhile', { number: 1 })
  })
})

describe('a month that was issued', () => {
  const told = given(bulletinDecider, [defined, issued])
  const reason = '6月一笔付款迟报'
  const again = { request: { ...request, reason }, drawn: { ...aDrawn(2, 1), cut: later.cut }, later }
  const on = '2026-08-06'

  it('is told again with a reason only, as a restatement of the issue before, which stays', () => {
    told
      .when((bulletin) => issueBulletin(bulletin, { request, later }, on))
      .thenRefused('month-already-issued', { month, number: 1 })
    const restated = { ...example, cut: later.cut, bulletinId, month, number: 2, previousNumber: 1, reason }
    told.when((bulletin) => issueBulletin(bulletin, again, on)).then([BulletinRestated(restated, on)])
  })

  it('is not told again where nothing differs', () => {
    told
      .when((bulletin) => issueBulletin(bulletin, { ...again, drawn: { ...again.drawn, differs: false } }, on))
      .thenRefused('restatement-without-difference', { number: 1, month })
  })

  it('is not told again as known before the issue it restates, nor from logs that lack something', () => {
    const earlier = { ...later, cut: { ...cut, knownOn: '2026-07-01' } }
    told
      .when((bulletin) => issueBulletin(bulletin, { ...again, later: earlier }, on))
      .thenRefused('known-before-previous-issue', { knownOn: '2026-07-01', issuedOf: '2026-07-05' })
    const lack = { service: 'funding', number: 18, type: 'funding.ledger-entry-posted.v2', missing: 1 }
    told
      .when((bulletin) => issueBulletin(bulletin, { ...again, later: { ...later, lack } }, on))
      .thenRefused('log-incomplete', lack)
  })

  it('is not published where it is too large', () => {
    told
      .when((bulletin) => issueBulletin(bulletin, { ...again, drawn: { ...again.drawn, bytes: 3_000_000 } }, on))
      .thenRefused('bulletin-too-large', { bytes: 3_000_000, maxBytes: 2_000_000 })
  })
})
