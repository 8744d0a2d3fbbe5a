export const services = ['registry', 'milestones', 'funding', 'alerts', 'dashboards'] as const
export type Service = (typeof services)[number]

/** A Node program of the stack, before it is started. */
export interface ProgramPlan {
  readonly name: string
  /** Below dist/apps. */
  readonly app: string
  readonly port: number
  readonly environment: Readonly<Record<string, string>>
}

/** One running copy of a service: the first has the service's name, the second `milestones-2`. */
export interface Instance {
  readonly name: string
  readonly service: Service
  readonly port: number
}

export interface Surroundings {
  readonly directory: string
  readonly gatewayPort: number
  readonly kafkaBrokers: string
  readonly namespace: string
  readonly checkpointKeyFile: string
  databaseUrl(service: Service): string
}

export function instanceNames(counts: Partial<Record<Service, number>>): { name: string; service: Service }[] {
  return services.flatMap((service) =>
    Array.from({ length: counts[service] ?? 1 }, (_, index) => ({
      service,
      name: index === 0 ? service : `${service}-${index + 1}`,
    })),
  )
}

/** A service knows the brokers, the issuer's keys and its own database, and nothing of the other services. */
export function servicePlan({ name, service, port }: Instance, around: Surroundings): ProgramPlan {
  return {
    name,
    app: service,
    port,
    environment: {
      ...issuerOf(around.gatewayPort),
      BUS: 'kafka',
      KAFKA_BROKERS: around.kafkaBrokers,
      KAFKA_NAMESPACE: around.namespace,
      CHECKPOINT_KEY_FILE: around.checkpointKeyFile,
      [`${service.toUpperCase()}_DATABASE_URL`]: around.databaseUrl(service),
      ...(service === 'milestones' ? { EVIDENCE_DIRECTORY: `${around.directory}/stack/evidence` } : {}),
    },
  }
}

/** The gateway knows where every instance answers and keeps the embedded issuer's files; it has no database. */
export function gatewayPlan(instances: readonly Instance[], around: Surroundings): ProgramPlan {
  const addresses = services.map((service) => {
    const own = instances.filter((instance) => instance.service === service)
    return [`${service.toUpperCase()}_URL`, own.map(({ port }) => `http://127.0.0.1:${port}`).join(',')]
  })
  const environment = { ...Object.fromEntries(addresses), EMBEDDED_ISSUER: 'true', DATA_DIRECTORY: around.directory }
  return { name: 'gateway', app: 'gateway', port: around.gatewayPort, environment }
}

function issuerOf(gatewayPort: number): Record<string, string> {
  return {
    OIDC_ISSUER: `http://localhost:${gatewayPort}/oidc`,
    OIDC_JWKS_URL: `http://127.0.0.1:${gatewayPort}/oidc/jwks`,
  }
}
