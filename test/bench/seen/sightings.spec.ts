import { percentile } from '../contest/percentile.js'
import { Sightings } from './sightings.js'

describe('a command seen on the dashboard', () => {
  it('is waited for from its answer to the first event that names its project', () => {
    const sightings = new Sightings()
    for (const id of ['a', 'b']) sightings.sent(id)
    sightings.answered('a', 100)
    sightings.named('a', 104)
    sightings.named('a', 190)
    expect(sightings.waiting).toBe(1)
    sightings.named('b', 200)
    sightings.named('b', 260)
    sightings.answered('b', 203)
    expect(sightings).toMatchObject({ waiting: 0, waitsMs: [4, 0] })
  })

  it('is not what an event told before the command was sent', () => {
    const sightings = new Sightings()
    sightings.named('a', 90)
    sightings.sent('a')
    sightings.answered('a', 100)
    expect(sightings.waiting).toBe(1)
  })

  it('gives percentiles that occurred', () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index)
    expect([percentile(values, 0.5), percentile(values, 0.99), percentile([7], 0.99)]).toEqual([100, 198, 7])
  })
})
