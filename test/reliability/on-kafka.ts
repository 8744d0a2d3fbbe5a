import { randomUUID } from 'node:crypto'
import type { Type } from '@nestjs/common'
import { AlertsModule } from '@zhuji/alerts'
import { DashboardsModule } from '@zhuji/dashboards'
import { FundingModule } from '@zhuji/funding'
import { MilestonesModule } from '@zhuji/milestones'
import { RegistryModule } from '@zhuji/registry'
import { type FreshDatabase, freshDatabase, type RunningServices, runServices, startTestIssuer } from '@zhuji/testing'
import { openScene, type Scene } from './scene.js'

const everything = [RegistryModule, MilestonesModule, FundingModule, AlertsModule, DashboardsModule]

/** Services of one process on real brokers: what faults in the records themselves are tried on. */
export interface OnKafka {
  readonly brokers: readonly string[]
  readonly namespace: string
  readonly database: FreshDatabase
  stop(): Promise<void>
}

export async function listenersOnKafka(brokers: readonly string[], modules: readonly Type[]): Promise<OnKafka> {
  const place = newPlace(brokers)
  const database = await freshDatabase()
  const services = await runServices({ modules, database, environment: environmentOf(place) })
  return { ...place, database, stop: () => services.stop() }
}

export async function sceneOnKafka(brokers: readonly string[], projects: number): Promise<Scene & OnKafka> {
  const place = newPlace(brokers)
  const issuer = await startTestIssuer()
  // The alerts read their own settings from the environment of the process.
  process.env.WEBHOOK_ALLOWED_HOSTS = '127.0.0.1'
  const environment = { ...environmentOf(place), OIDC_ISSUER: issuer.issuer, OIDC_JWKS_URL: issuer.jwksUrl }
  const services: RunningServices = await runServices({ modules: everything, environment })
  const { url: address, database } = services
  const stop = async () => {
    await services.stop()
    await issuer.stop()
  }
  try {
    const scene = await openScene({ address, databaseUrl: () => database.url }, issuer, projects)
    return { ...scene, ...place, database, stop: async () => void (await Promise.all([scene.close(), stop()])) }
  } catch (error) {
    await stop()
    throw error
  }
}

const newPlace = (brokers: readonly string[]) => ({ brokers, namespace: `faults-${randomUUID().slice(0, 8)}` })

function environmentOf({ brokers, namespace }: Pick<OnKafka, 'brokers' | 'namespace'>): Record<string, string> {
  return { BUS: 'kafka', KAFKA_BROKERS: brokers.join(','), KAFKA_NAMESPACE: namespace }
}
