import { milestonesMessages } from './messages.js'

describe('the messages', () => {
  it.each(Object.entries(milestonesMessages))('%s names known figures in both languages', (_, { zh, en }) => {
    const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    const extra = placeholders(zh).filter((name) => !placeholders(en).includes(name))
    expect(extra).toEqual([])
    expect(zh).toMatch(/\p{Script=Han}/u)
  })
})
