import { newEventId } from './event-id.adapter.js'

describe('an event id', () => {
  it('is a UUID of the time, never given twice', () => {
    const before = Date.now()
    const ids = Array.from({ length: 1_000 }, newEventId)
    const after = Date.now()
    expect(new Set(ids).size).toBe(1_000)
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      const ms = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
      expect(ms).toBeGreaterThanOrEqual(before)
      expect(ms).toBeLessThanOrEqual(after)
    }
  })
})
