import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'

/** The same for every answer, so worked out once. On the raw answer, for hijacked ones too. */
export function addSecurityHeaders(fastify: FastifyInstance, issuer: string): void {
  const headers = headersFor(issuer)
  fastify.addHook('onRequest', (_, reply, done) => {
    for (const [name, value] of headers) reply.raw.setHeader(name, value)
    done()
  })
}

/** What the library says to any request. */
function headersFor(issuer: string): readonly (readonly [name: string, value: string])[] {
  const secure = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy(issuer) },
    strictTransportSecurity: issuer.startsWith('https:'),
  })
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  secure(request, response, (error) => {
    if (error) throw error as Error
  })
  return Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)])
}

/**
 * The content security policy of everything we serve: the console's own bundle and nothing foreign. Inline styles are
 * allowed because the console's component library writes them; inline scripts are not.
 */
function contentSecurityPolicy(issuer: string): Record<string, string[] | null> {
  const { origin } = new URL(issuer)
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'script-src-attr': ["'none'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'", origin],
    'worker-src': ["'self'", 'blob:'],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'", origin],
    'frame-ancestors': ["'none'"],
    // On plain http this would send the browser to a port that does not speak TLS.
    'upgrade-insecure-requests': null,
  }
}
