import { resolve } from 'node:path'
import { type Environment, flag, type PlatformConfig, platformConfig, readConfig } from '@zhuji/platform'
import { z } from 'zod'

export const services = ['registry', 'milestones', 'funding', 'alerts', 'dashboards'] as const
export type Service = (typeof services)[number]

export interface GatewayConfig {
  readonly platform: PlatformConfig
  /** Where the instances of each service answer, as origins. */
  readonly origins: Readonly<Record<Service, readonly string[]>>
  readonly embeddedIssuer: boolean
  /** Holds the embedded issuer's keys and accounts. */
  readonly dataDirectory: string
}

const RULE = 'addresses such as http://registry:3000, separated by commas, without a path'

/** The services are neighbours on a network of their own; what crosses a border is encrypted in front of the gateway. */
const originsOfAService = () =>
  z.string({ error: RULE }).transform((text, context) => {
    const origins = text.split(',').map((part) => part.trim().replace(/\/$/, ''))
    if (origins.every(isOrigin)) return origins
    context.addIssue({ code: 'custom', message: RULE })
    return z.NEVER
  })

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'http:' && new URL(text).origin === text
}

/** Throws a ConfigError naming every fault. */
export function readGatewayConfig(environment?: Environment): GatewayConfig {
  const shape = {
    ...platformConfig,
    REGISTRY_URL: originsOfAService(),
    MILESTONES_URL: originsOfAService(),
    FUNDING_URL: originsOfAService(),
    ALERTS_URL: originsOfAService(),
    DASHBOARDS_URL: originsOfAService(),
    EMBEDDED_ISSUER: flag(false),
    DATA_DIRECTORY: z.string().min(1).default('.data'),
  } as const
  const config = readConfig(shape, environment)
  const { embeddedIssuer, port } = config
  const own = { oidcIssuer: `http://localhost:${port}/oidc`, oidcJwksUrl: `http://127.0.0.1:${port}/oidc/jwks` }
  return {
    platform: embeddedIssuer ? { ...config, ...own } : config,
    origins: {
      registry: config.registryUrl,
      milestones: config.milestonesUrl,
      funding: config.fundingUrl,
      alerts: config.alertsUrl,
      dashboards: config.dashboardsUrl,
    },
    embeddedIssuer,
    dataDirectory: resolve(config.dataDirectory),
  }
}
