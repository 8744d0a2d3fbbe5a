import { settingsFor } from './server-settings.js'

const GIGABYTE = 2 ** 30

describe('the settings of the embedded server', () => {
  it.each([
    [0.25, '128MB', '512MB'],
    [2, '512MB', '2048MB'],
    [24, '1024MB', '4096MB'],
  ])(
    'leave most of %d GB of memory to others: %s for pages, %s logged between checkpoints',
    (gigabytes, pages, logged) => {
      const settings = settingsFor(false, gigabytes * GIGABYTE)
      expect(settings).toMatchObject({ shared_buffers: pages, max_wal_size: logged, fsync: 'on' })
    },
  )

  it('give durability up for tests alone, which ask for no room either', () => {
    const settings = settingsFor(true, 24 * GIGABYTE)
    expect(settings).toMatchObject({ fsync: 'off' })
    expect(settings).not.toHaveProperty('shared_buffers')
  })
})
