import { settingsFor } from './server-settings.js'

const GIGABYTE = 2 ** 30

describe('the settings of the embedded server', () => {
  it.each([
    [0.25, '128MB'],
    [2, '512MB'],
    [24, '1024MB'],
  ])('leave most of %d GB of memory to others: %s for pages', (gigabytes, pages) => {
    expect(settingsFor(false, gigabytes * GIGABYTE)).toMatchObject({ shared_buffers: pages, fsync: 'on' })
  })

  it('give durability up for tests alone, which ask for no room either', () => {
    const settings = settingsFor(true, 24 * GIGABYTE)
    expect(settings).toMatchObject({ fsync: 'off' })
    expect(settings).not.toHaveProperty('shared_buffers')
  })
})
