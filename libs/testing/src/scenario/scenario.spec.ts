import type { NewEvent } from '@zhuji/contracts'
import { refuse } from '@zhuji/kernel'
import { type Decider, given } from './scenario.js'

type Counted = NewEvent<'site.counted.v1', { readonly workers: number }>

const counted = (workers: number): Counted => ({ type: 'site.counted.v1', occurredOn: '2026-03-01', data: { workers } })

const site: Decider<number, Counted> = { initial: () => 0, evolve: (sum, event) => sum + event.data.workers }

const bring = (workers: number) => (present: number) =>
  present + workers > 10 ? refuse('site-full', { present, limit: 10 }) : [counted(workers)]

describe('a decision that is accepted', () => {
  it('is compared with the expected events', () => {
    given(site, [counted(3), counted(4)])
      .when(bring(2))
      .then([counted(2)])
  })

  it('fails the spec when other events were expected', () => {
    expect(() =>
      given(site)
        .when(bring(2))
        .then([counted(3)]),
    ).toThrow(/workers/)
  })

  it('fails the spec when a refusal was expected', () => {
    const outcome = () => given(site).when(bring(2)).thenRefused('site-full')
    expect(outcome).toThrow('expected a refusal "site-full", but it was accepted with [site.counted.v1]')
  })
})

describe('a decision that is refused', () => {
  it('is compared by its slug and the named figures', () => {
    given(site, [counted(9)])
      .when(bring(2))
      .thenRefused('site-full')
    given(site, [counted(9)])
      .when(bring(2))
      .thenRefused('site-full', { present: 9 })
  })

  it('fails the spec when another slug, other figures or events were expected', () => {
    const outcome = given(site, [counted(9)]).when(bring(2))
    expect(() => outcome.thenRefused('site-closed')).toThrow(/site-closed/)
    expect(() => outcome.thenRefused('site-full', { present: 8 })).toThrow(/present/)
    expect(() => outcome.then([])).toThrow('expected events, but it was refused: refused: site-full')
  })

  it('lets a programmer error through as it is', () => {
    const broken = () => {
      throw new TypeError('undefined is not a function')
    }
    expect(() => given(site).when(broken)).toThrow(TypeError)
  })
})
