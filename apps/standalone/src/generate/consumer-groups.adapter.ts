import type { INestApplicationContext } from '@nestjs/common'
import { MetadataScanner, ModulesContainer } from '@nestjs/core'
import { PATTERN_EXTRAS_METADATA, PATTERN_METADATA } from '@nestjs/microservices/constants.js'
import type { ConsumptionExtras } from '@zhuji/messaging'

export interface ConsumerGroup {
  /** `<service>.<purpose>` */
  readonly group: string
  /** The services whose facts it reads. */
  readonly contexts: readonly string[]
}

/** Every consumer group of services, from the consumers' own metadata, by name. */
export function consumerGroupsOf(app: INestApplicationContext): readonly ConsumerGroup[] {
  const scanner = new MetadataScanner()
  const modules = [...app.get(ModulesContainer, { strict: false }).values()]
  return modules
    .flatMap(({ controllers }) => [...controllers.values()])
    .flatMap(({ metatype }) => {
      const prototype = metatype?.prototype as Record<string, object> | undefined
      return prototype ? scanner.getAllMethodNames(prototype).flatMap((name) => groupsAt(prototype[name])) : []
    })
    .sort((one, other) => (one.group < other.group ? -1 : 1))
}

function groupsAt(handler: object | undefined): ConsumerGroup[] {
  if (!handler) return []
  const groups = Reflect.getMetadata(PATTERN_METADATA, handler) as readonly string[] | undefined
  const { types = [] } = (Reflect.getMetadata(PATTERN_EXTRAS_METADATA, handler) ?? {}) as Partial<ConsumptionExtras>
  const contexts = [...new Set(types.map((type) => type.split('.', 1)[0]!))].sort()
  return (groups ?? []).map((group) => ({ group, contexts }))
}
