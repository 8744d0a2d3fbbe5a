import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'

/** dist/libs/front/src/console → dist/apps/console */
const CONSOLE = fileURLToPath(new URL('../../../../apps/console', import.meta.url))
const NOT_PAGES = /^\/(api|oidc|health|metrics|problems)(\/|$)/

/**
 * The console's built files at the root of the same origin. Addresses that are rooms of the console, not files, get its
 * page; hashed assets may be kept for ever, the page itself never. Returns false when the console has not been built.
 */
export async function serveConsole(fastify: FastifyInstance): Promise<boolean> {
  if (!consoleIsBuilt()) return false
  const { default: fastifyStatic } = await import('@fastify/static')
  await fastify.register(fastifyStatic, {
    root: CONSOLE,
    wildcard: false,
    decorateReply: true,
    cacheControl: false,
    preCompressed: true,
  })
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/assets/')) void reply.header('cache-control', 'public, max-age=31536000, immutable')
    const path = request.url.split('?', 1)[0] ?? '/'
    const isRoom = request.method === 'GET' && !NOT_PAGES.test(path) && !path.slice(1).includes('.')
    if (!isRoom) return
    void reply.header('cache-control', 'no-cache')
    if (path !== '/') await reply.sendFile('index.html')
  })
  return true
}

/** Beside sources lie the console's sources, which have a page but no built assets. */
export function consoleIsBuilt(): boolean {
  return existsSync(`${CONSOLE}/assets`)
}
