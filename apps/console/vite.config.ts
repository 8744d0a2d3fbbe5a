import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const services = 'http://127.0.0.1:3000'

export default defineConfig({
  root: here('.'),
  plugins: [react()],
  resolve: {
    // The vocabulary alone: the index of the contracts would bring the schema library into the bundle.
    alias: { '@zhuji/contracts': here('../../libs/contracts/src/vocabulary/index.ts') },
  },
  build: { outDir: here('../../dist/apps/console'), emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': services, '/oidc': services } },
})
