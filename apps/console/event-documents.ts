import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Parser, stringify } from '@asyncapi/parser'
import type { Plugin } from 'vite'

const documents = fileURLToPath(new URL('../../docs/events', import.meta.url))

/**
 * The viewer brings the parser along, which compiles code as soon as it is loaded; the content security policy forbids
 * that. What is shown here is parsed when it is built, and reading that takes another module in the parser's place.
 */
export function withoutParser(replacement: string): Plugin {
  return {
    name: 'zhuji-without-parser',
    enforce: 'pre',
    resolveId: (source, importer) => {
      const isViewers = source === './parser' && importer?.includes('@asyncapi/react-component')
      return source === '@asyncapi/parser' || isViewers ? replacement : null
    },
  }
}

/** What the page at /events shows and serves: the event document, as written and parsed, and the schema of every version. */
export function eventDocuments(built: string): Plugin {
  return {
    name: 'zhuji-event-documents',
    apply: 'build',
    async writeBundle() {
      const folder = `${built}/events`
      const schemas = (await readdir(`${documents}/schemas`)).toSorted()
      await mkdir(`${folder}/schemas`, { recursive: true })
      await copyFile(`${documents}/asyncapi.json`, `${folder}/asyncapi.json`)
      await writeFile(`${folder}/parsed.json`, await parsed(`${documents}/asyncapi.json`))
      await Promise.all(schemas.map((file) => copyFile(`${documents}/schemas/${file}`, `${folder}/schemas/${file}`)))
      const types = schemas.map((file) => file.replace(/\.json$/, ''))
      await writeFile(`${folder}/schemas/index.json`, JSON.stringify(types))
    },
  }
}

async function parsed(file: string): Promise<string> {
  const { document } = await new Parser().parse(await readFile(file, 'utf8'))
  const text = document && stringify(document)
  if (!text) throw new Error(`${file} is no AsyncAPI document`)
  return text
}
