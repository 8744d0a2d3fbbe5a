import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'

/** dist/libs/front/src/console → dist/apps/console */
const CONSOLE = fileURLToPath(new URL('../../../../apps/console', import.meta.url))
const NOT_FILES = /^\/(api|oidc|health|metrics|problems)(\/|$)/

/**
 * How long a browser may keep what it got. Hashed assets never change; the schema of an event's version only ever gains
 * optional fields, so a copy may be a day old; everything else is asked for again, which costs nothing while it is the same.
 */
function cachingOf(path: string): string {
  if (path.startsWith('/assets/')) return 'public, max-age=31536000, immutable'
  return path.startsWith('/events/schemas/') ? 'public, max-age=86400' : 'no-cache'
}

/**
 * The console's built files at the root of the same origin, the event document and its viewer at /events. Addresses that
 * are rooms of the console, not files, get its page. Returns false when the console has not been built.
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
  fastify.get('/events', (_, reply) => reply.sendFile('events/index.html'))
  fastify.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/'
    const isOurs = request.method === 'GET' && !NOT_FILES.test(path)
    if (!isOurs) return
    void reply.header('cache-control', cachingOf(path))
    const isRoom = !path.startsWith('/events') && !path.slice(1).includes('.')
    if (isRoom && path !== '/') await reply.sendFile('index.html')
  })
  return true
}

/** Beside sources lie the console's sources, which have a page but no built assets. */
export function consoleIsBuilt(): boolean {
  return existsSync(`${CONSOLE}/assets`)
}
