import { eventually } from './eventually.adapter.js'

describe('an assertion that comes to hold', () => {
  it('is repeated and its value handed on', async () => {
    let attempts = 0
    const value = await eventually(() => {
      attempts += 1
      if (attempts < 3) throw new Error('not yet')
      return attempts
    })
    expect(value).toBe(3)
  })
})

describe('an assertion that never holds', () => {
  it('fails with a sentence that says what was expected and why the last attempt failed', async () => {
    const never = eventually(() => expect(1).toBe(2), { within: 30, describe: 'the project is in use' })
    await expect(never).rejects.toThrow(/^expected that the project is in use within 30 ms, but after \d+ attempts: /)
    await expect(never).rejects.toThrow(/Expected: .*2/)
  })

  it('fails at the deadline too when an attempt hangs', async () => {
    let attempts = 0
    const hanging = eventually(
      async () => {
        attempts += 1
        if (attempts === 1) throw new Error('first failure')
        await new Promise(() => undefined)
      },
      { within: 50 },
    )
    await expect(hanging).rejects.toThrow('after 2 attempts: first failure')
  })
})
