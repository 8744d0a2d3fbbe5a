import { Module, type ModuleMetadata, type Provider } from '@nestjs/common'
import { EventStore, LogReader } from '@zhuji/messaging'
import {
  bulkCommandsOf,
  checkpointsOf,
  CommandDesk,
  poolOf,
  readConfig,
  registerMessages,
  ServiceModule,
  SYSTEM,
  type System,
} from '@zhuji/platform'
import { DataSource } from 'typeorm'
import { AlertList } from './alert/alert-list.repository.js'
import { acknowledgeAlert } from './alert/alert.commands.js'
import { AlertsController } from './alert/alerts.controller.js'
import { WhenAlertsChange } from './alert/when-alerts-change.consumer.js'
import { type AlertsConfig, alertsConfig } from './alerts.config.js'
import { Deliveries } from './delivery/deliveries.repository.js'
import { DeliveryWorker } from './delivery/delivery.worker.js'
import { DueProjects } from './evaluation/due-projects.repository.js'
import { EvaluationWorker } from './evaluation/evaluation.worker.js'
import { LiveFeed } from './live/live-feed.adapter.js'
import { LiveController } from './live/live.controller.js'
import { alertsMessages } from './messages.js'
import { ChangesByDay1790000001001 } from './migrations/changes-by-day.migration.js'
import { CreateAlerts1790000001000 } from './migrations/create-alerts.migration.js'
import { HistoriesSettle1790000300001 } from './migrations/histories-settle.migration.js'
import { KeepRhythms1790000300000 } from './migrations/keep-rhythms.migration.js'
import { RulePacks } from './rules/rule-packs.repository.js'
import { SecretBox } from './subscriptions/secret-box.adapter.js'
import { Subscription } from './subscriptions/subscription.entity.js'
import { SubscriptionsController } from './subscriptions/subscriptions.controller.js'
import { Subscriptions } from './subscriptions/subscriptions.repository.js'
import { WatchedProjects } from './watch/watched-projects.repository.js'
import { WhenWatchedFactsArrive } from './watch/when-watched-facts-arrive.consumer.js'

registerMessages(alertsMessages)

const migrations = [
  CreateAlerts1790000001000,
  ChangesByDay1790000001001,
  KeepRhythms1790000300000,
  HistoriesSettle1790000300001,
]

export const ALERTS_CONFIG = Symbol('alerts config')

/** The whole service around a configuration; a fixed one stands in for the environment in tests. */
export function alertsModule(config: () => AlertsConfig): ModuleMetadata {
  return {
    imports: [ServiceModule.with({ context: 'alerts', entities: [Subscription], migrations })],
    controllers: [
      LiveController,
      SubscriptionsController,
      bulkCommandsOf('alerts'),
      checkpointsOf('alerts'),
      AlertsController,
      WhenWatchedFactsArrive,
      WhenAlertsChange,
    ],
    providers: [{ provide: ALERTS_CONFIG, useFactory: config }, ...watching, ...reading, ...telling],
  }
}

const watching: Provider[] = [
  {
    provide: WatchedProjects,
    inject: [DataSource],
    useFactory: (source: DataSource) => new WatchedProjects(poolOf(source)),
  },
  {
    provide: RulePacks,
    inject: [DataSource],
    useFactory: async (source: DataSource) => {
      const packs = new RulePacks(poolOf(source))
      await packs.store()
      return packs
    },
  },
  {
    provide: EvaluationWorker,
    inject: [DataSource, RulePacks, EventStore, SYSTEM, ALERTS_CONFIG],
    useFactory: (source: DataSource, packs: RulePacks, store: EventStore, system: System, config: AlertsConfig) =>
      new EvaluationWorker({
        due: new DueProjects(poolOf(source)),
        packs,
        store,
        system,
        checkEveryMs: config.alertsCheckEveryMs,
      }),
  },
]

const reading: Provider[] = [
  {
    provide: AlertList,
    inject: [DataSource, LogReader],
    useFactory: (source: DataSource, log: LogReader) => new AlertList(poolOf(source), log),
  },
  {
    provide: LiveFeed,
    inject: [DataSource, ALERTS_CONFIG],
    useFactory: (source: DataSource, config: AlertsConfig) => new LiveFeed(poolOf(source), config.alertsCheckEveryMs),
  },
  {
    provide: CommandDesk,
    inject: [EventStore, AlertList],
    useFactory: (store: EventStore, alerts: AlertList) => new CommandDesk('alerts', store, [acknowledgeAlert(alerts)]),
  },
]

const telling: Provider[] = [
  {
    provide: SecretBox,
    inject: [ALERTS_CONFIG],
    useFactory: (config: AlertsConfig) => new SecretBox(config.webhookSecretKey),
  },
  {
    provide: Subscriptions,
    inject: [DataSource, WatchedProjects, SecretBox, SYSTEM],
    useFactory: (source: DataSource, watched: WatchedProjects, secrets: SecretBox, { clock }: System) =>
      new Subscriptions({ source, watched, secrets, clock }),
  },
  {
    provide: Deliveries,
    inject: [DataSource, SYSTEM],
    useFactory: (source: DataSource, { clock }: System) => new Deliveries({ pool: poolOf(source), clock }),
  },
  {
    provide: DeliveryWorker,
    inject: [Deliveries, SecretBox, ALERTS_CONFIG],
    useFactory: (deliveries: Deliveries, secrets: SecretBox, config: AlertsConfig) =>
      new DeliveryWorker(deliveries, secrets, config),
  },
]

@Module(alertsModule(() => readConfig(alertsConfig)))
export class AlertsModule {}
