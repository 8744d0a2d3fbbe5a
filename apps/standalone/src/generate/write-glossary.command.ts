import { writeFile } from 'node:fs/promises'
import { glossary } from './glossary.js'

await writeFile('docs/glossary.md', glossary())
