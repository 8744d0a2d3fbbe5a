import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { eventDefinitions, type JsonSchema } from '@zhuji/contracts'
import { asyncApiOf, frozenSchemaOf } from './event-documents.js'

/** `docs/events/`: the AsyncAPI document and the frozen schema of every version. Runs from the repository's root. */
const folder = 'docs/events'
await mkdir(`${folder}/schemas`, { recursive: true })
for (const definition of eventDefinitions) {
  const file = `${folder}/schemas/${definition.type}.json`
  const before = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as JsonSchema) : undefined
  await write(file, frozenSchemaOf(definition, before))
}
await write(`${folder}/asyncapi.json`, asyncApiOf(eventDefinitions))

async function write(file: string, content: object): Promise<void> {
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`)
}
