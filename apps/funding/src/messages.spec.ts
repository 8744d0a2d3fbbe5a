import { fundingMessages } from './messages.js'

describe('the messages of the ledger', () => {
  it.each(Object.entries(fundingMessages))('%s names the same figures in both languages', (_, { zh, en }) => {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort()
    expect(names(zh)).toEqual(names(en))
  })
})
