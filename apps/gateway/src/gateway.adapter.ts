import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { OpenAPIObject } from '@nestjs/swagger'
import { assertMayEmbedIssuer, mountIssuer, serveConsole } from '@zhuji/front'
import { DomainError } from '@zhuji/kernel'
import { createHttpApp, ProblemFilter } from '@zhuji/platform'
import { type GatewayConfig, type Service, services } from './gateway.config.js'
import { GatewayModule } from './gateway.module.js'
import { mergedDocument } from './merged-document.js'
import { mountProxy } from './proxy.adapter.js'

const TITLE = 'zhuji'
const DOCUMENT_MS_MAX = 10_000

/** Issuer (if asked for), console and the way to the services, behind one address. Does not listen. */
export function openGateway(config: GatewayConfig): Promise<NestFastifyApplication> {
  const { platform, origins } = config
  return createHttpApp(GatewayModule.over(origins), {
    title: 'gateway',
    config: platform,
    prepare: async (app) => {
      const fastify = app.getHttpAdapter().getInstance()
      const faults = new ProblemFilter(platform.bodyLimitBytes)
      for (const service of services) await mountProxy(fastify, { service, origins: origins[service], faults })
      if (config.embeddedIssuer) await mountEmbeddedIssuer(app, config)
      await serveConsole(fastify)
    },
    apiDocument: async () =>
      mergedDocument(await Promise.all(services.map((service) => documentOf(service, origins[service]))), TITLE),
  })
}

async function mountEmbeddedIssuer(app: NestFastifyApplication, config: GatewayConfig): Promise<void> {
  const { platform, dataDirectory, embeddedIssuer } = config
  assertMayEmbedIssuer({ ...platform, asked: embeddedIssuer })
  const issuerUrl = platform.oidcIssuer!
  await mountIssuer(app.getHttpAdapter().getInstance(), { issuerUrl, dataDirectory, audience: platform.oidcAudience })
}

async function documentOf(service: Service, origins: readonly string[]): Promise<OpenAPIObject> {
  for (const origin of origins) {
    const signal = AbortSignal.timeout(DOCUMENT_MS_MAX)
    const answer = await fetch(`${origin}/api/openapi.json`, { signal }).catch(() => undefined)
    if (answer?.ok) return (await answer.json()) as OpenAPIObject
  }
  throw new DomainError('unavailable', 'service-away', { figures: { service } })
}
