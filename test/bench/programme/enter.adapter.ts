import type { CommandsClient } from '@zhuji/client'
import type { Portion } from './programme.js'

/** Gives one portion after the other through the bulk route; resolves with the number of commands, and throws at a refusal. */
export async function enter(client: CommandsClient, portions: Iterable<Portion>): Promise<number> {
  let given = 0
  for (const { service, commands, knownOn } of portions) {
    const results = await client.giveAll(service, commands, knownOn)
    const refused = results.find(({ status }) => status !== 200)
    if (refused) throw new Error(`a command was refused: ${JSON.stringify(refused)}`)
    given += results.length
  }
  return given
}
