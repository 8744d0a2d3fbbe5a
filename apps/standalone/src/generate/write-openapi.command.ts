import { writeFile } from 'node:fs/promises'
import { apiDocumentOf } from '@zhuji/platform'
import { services } from './services.js'

/** `docs/openapi.json`: every operation of the whole system. Runs from the repository's root. */
const document = await apiDocumentOf('zhuji', services)
await writeFile('docs/openapi.json', `${JSON.stringify(document, null, 2)}\n`)
