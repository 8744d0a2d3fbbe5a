import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { eventDocuments, withoutParser } from './event-documents.js'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const services = 'http://127.0.0.1:3000'
const built = here('../../dist/apps/console')

/** Smaller files are sent as they are: the headers would cost as much as is saved. */
const COMPRESSED_BYTES_MIN = 1_024

/** Writes every text file a second and third time, compressed, so that no server compresses the same bytes again. */
function compressed(): Plugin {
  return {
    name: 'zhuji-compressed',
    apply: 'build',
    // After what was built has been written, so that a build that fails says why.
    async writeBundle() {
      const files = await readdir(built, { recursive: true })
      await Promise.all(
        files.filter((file) => /\.(js|css|html|svg|json)$/.test(file)).map((file) => compress(`${built}/${file}`)),
      )
    },
  }
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file)
  if (content.length < COMPRESSED_BYTES_MIN) return
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content))
}

export default defineConfig({
  root: here('.'),
  plugins: [react(), withoutParser(here('./src/events/parsed-document.ts')), eventDocuments(built), compressed()],
  resolve: {
    // The vocabulary alone: the index of the contracts would bring the schema library into the bundle.
    alias: [
      { find: '@zhuji/contracts', replacement: here('../../libs/contracts/src/vocabulary/index.ts') },
      { find: '@asyncapi/parser/cjs/document', replacement: '@asyncapi/parser/esm/document' },
    ],
  },
  build: {
    outDir: built,
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    rolldownOptions: { input: { console: here('./index.html'), events: here('./events/index.html') } },
  },
  server: { proxy: { '/api': services, '/oidc': services } },
})
