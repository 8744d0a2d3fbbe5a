import type { DeadLetter, OriginalRecord } from './dead-letters.repository.js'

/** Everything that is known of a dead letter, for a person: bytes as text where they are text, else in base64. */
export function describeLetter(letter: DeadLetter): string {
  const { event, ...facts } = letter
  const { record, ...body } = event
  const lines = Object.entries(facts).map(([name, value]) => `${name.padEnd(12)}${value ?? '–'}`)
  return [...lines, ...(record ? describeRecord(record) : [JSON.stringify(body, null, 2)])].join('\n')
}

function describeRecord({ topic, partition, offset, key, value, headers }: OriginalRecord): string[] {
  return [
    `topic       ${topic}`,
    `partition   ${partition}`,
    `offset      ${offset}`,
    `key         ${textOf(key)}`,
    'headers',
    ...Object.entries(headers).flatMap(([name, values]) => values.map((header) => `  ${name}: ${textOf(header)}`)),
    'value',
    textOf(value),
  ]
}

function textOf(base64: string | null): string {
  if (base64 === null) return '–'
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'))
  } catch {
    return `base64: ${base64}`
  }
}
