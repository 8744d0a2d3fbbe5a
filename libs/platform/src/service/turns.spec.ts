import { Turns } from './turns.js'

describe('the commands of one project', () => {
  it('are handed on in their order, whoever is ready first', async () => {
    const turns = new Turns()
    const done: string[] = []
    const command = async (id: string, name: string, ready: Promise<void>) => {
      const turn = turns.take(id)
      await ready
      await turn.earlier
      done.push(name)
      turn.pass()
    }
    let release = (): void => undefined
    const slow = new Promise<void>((resolve) => {
      release = resolve
    })
    const all = [
      command('a', 'a1', slow),
      command('a', 'a2', Promise.resolve()),
      command('b', 'b1', Promise.resolve()),
      command('a', 'a3', Promise.resolve()),
    ]
    await all[2]
    expect(done).toEqual(['b1'])
    release()
    await Promise.all(all)
    expect(done).toEqual(['b1', 'a1', 'a2', 'a3'])
  })
})
