import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'

/** Worked out once; the Fastify plugin of the same library does it for every request. On the raw answer, for hijacked ones too. */
export function addSecurityHeaders(fastify: FastifyInstance, issuer: string): void {
  const secure = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy(issuer) },
    strictTransportSecurity: issuer.startsWith('https:'),
  })
  fastify.addHook('onRequest', (request, reply, done) =>
    secure(request.raw, reply.raw, (error) => done(error as Error)),
  )
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
