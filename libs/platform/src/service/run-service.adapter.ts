import type { DynamicModule, Type } from '@nestjs/common'
import { MODULE_METADATA } from '@nestjs/common/constants.js'
import { serve } from './serve.adapter.js'
import { readServiceConfig } from './service.config.js'
import { openServiceDatabase } from './service-database.adapter.js'
import { databaseOf, SERVICE, type ServiceOptions } from './service.module.js'
import type { System } from './system.module.js'

/** One service as a process of its own: serves until it is stopped, or, with MIGRATIONS=only, ends with its schema up to date. */
export async function runService(title: string, module: Type): Promise<void> {
  const { platform, system } = readServiceConfig()
  if (system.migrations === 'only') return migrate(module, system)
  const app = await serve({ title, modules: [module], config: platform, system })
  await app.listen(platform.port, platform.host)
}

/** Nothing of the service is made for this: neither issuer nor brokers nor neighbours need be there. */
export async function migrate(module: Type, system: System): Promise<void> {
  const source = await openServiceDatabase(databaseOf(serviceOptionsOf(module), system))
  await source.destroy()
}

/** What a service's module says it keeps where. */
export function serviceOptionsOf(module: Type): ServiceOptions {
  const imports = (Reflect.getMetadata(MODULE_METADATA.IMPORTS, module) ?? []) as readonly (Type | DynamicModule)[]
  const providers = imports.flatMap((imported) => ('providers' in imported ? (imported.providers ?? []) : []))
  const found = providers.find((provider) => 'provide' in provider && provider.provide === SERVICE)
  if (!found || !('useValue' in found)) throw new Error(`${module.name} imports no ServiceModule`)
  return found.useValue as ServiceOptions
}
