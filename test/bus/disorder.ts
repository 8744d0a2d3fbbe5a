import { randomUUID } from 'node:crypto'
import type { Message } from 'kafkajs'
import { ProjectRegistered } from '@zhuji/contracts'

/** Shuffles each window and sends a fifth of it twice; the same for every run. */
export function disorder(messages: readonly Message[], window: number): Message[] {
  let seed = 20_261_122
  const chance = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  const disordered: Message[] = []
  for (let start = 0; start < messages.length; start += window) {
    const part = messages.slice(start, start + window)
    const doubled = [...part, ...part.filter(() => chance() < 0.2)]
    disordered.push(
      ...doubled
        .map((message) => ({ message, at: chance() }))
        .toSorted((a, b) => a.at - b.at)
        .map((one) => one.message),
    )
  }
  return disordered
}

/** Every kind of record that is no event for us; those with an envelope are events of streams of their own. */
export function poisonLike(
  good: Message,
): { readonly cause: string; readonly message: Message & { headers: Record<string, string> } }[] {
  const fresh = (): { key: string; headers: Record<string, string> } => {
    const key = randomUUID()
    const headers = { ...(good.headers as Record<string, string>), ce_id: randomUUID(), ce_subject: key }
    return { key, headers: { ...headers, ce_streamid: `project/${key}`, ce_streamversion: '1' } }
  }
  const without = (name: string) => {
    const { key, headers } = fresh()
    const { [name]: _dropped, ...rest } = headers
    return { key, headers: rest }
  }
  const value = JSON.stringify({ ...ProjectRegistered.examples[0]!, projectId: randomUUID() })
  const odd = fresh()
  const unknown = fresh()
  return [
    { cause: 'not-json', message: { ...fresh(), value: '{"projectId": ' } },
    { cause: 'not-json', message: { ...fresh(), value: Buffer.from([0xff, 0x00, 0xfe]) } },
    { cause: 'invalid-schema', message: { ...fresh(), value: '{"projectId":"x","name":"\\u0000"}' } },
    { cause: 'tombstone', message: { ...fresh(), value: null } },
    { cause: 'invalid-headers', message: { key: randomUUID(), headers: {}, value } },
    { cause: 'invalid-headers', message: { ...without('ce_streamversion'), value } },
    { cause: 'invalid-headers', message: { ...odd, headers: { ...odd.headers, ce_streamid: 'a\u0000b' }, value } },
    {
      cause: 'no-handler',
      message: { ...unknown, headers: { ...unknown.headers, ce_type: 'registry.moon-landed.v1' }, value },
    },
  ]
}
