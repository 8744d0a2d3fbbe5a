import { type DynamicModule, Module } from '@nestjs/common'
import { registerMessages } from '@zhuji/platform'
import { gatewayMessages } from './messages.js'
import { type Origins, ServicesHealth } from './services-health.adapter.js'
import { ServicesHealthController } from './services-health.controller.js'

registerMessages(gatewayMessages)

@Module({})
export class GatewayModule {
  static over(origins: Origins): DynamicModule {
    return {
      module: GatewayModule,
      controllers: [ServicesHealthController],
      providers: [{ provide: ServicesHealth, useFactory: () => new ServicesHealth(origins) }],
    }
  }
}
