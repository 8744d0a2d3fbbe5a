import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { OpenAPIObject } from '@nestjs/swagger'
import type { FastifyInstance } from 'fastify'

const mediaTypes = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const

const startScript = `window.ui = SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#viewer',
  deepLinking: true,
  validatorUrl: null,
})
`

const pageOf = (title: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/viewer/swagger-ui.css">
</head>
<body>
<div id="viewer"></div>
<script src="/api/viewer/swagger-ui-bundle.js"></script>
<script src="/api/viewer/start.js"></script>
</body>
</html>
`

export interface OpenApiSource {
  readonly title: string
  /** Asked on every request: boot does not wait for it. */
  readonly document: () => OpenAPIObject | Promise<OpenAPIObject>
}

/**
 * The document at /api/openapi.json and a viewer at /api, all from this process, so that it works without a network and
 * under the content security policy.
 */
export function serveOpenApi(app: NestFastifyApplication, { title, document }: OpenApiSource): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance()
  fastify.get('/api/openapi.json', async (_, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(await document())),
  )
  fastify.get('/api', (_, reply) => reply.type('text/html; charset=utf-8').send(pageOf(title)))
  fastify.get('/api/viewer/start.js', (_, reply) => reply.type('text/javascript; charset=utf-8').send(startScript))
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  for (const [name, mediaType] of Object.entries(mediaTypes)) {
    fastify.get(`/api/viewer/${name}`, async (_, reply) =>
      reply.type(mediaType).send(await readFile(join(folder, name))),
    )
  }
}
