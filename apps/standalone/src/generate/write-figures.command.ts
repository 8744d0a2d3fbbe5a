import { writeFile } from 'node:fs/promises'
import { figures } from './figures.js'

await writeFile('docs/figures.md', figures())
