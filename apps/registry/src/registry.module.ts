import { Module } from '@nestjs/common'
import { EventStore, LogReader } from '@zhuji/messaging'
import { bulkCommandsOf, checkpointsOf, CommandDesk, registerMessages, ServiceModule } from '@zhuji/platform'
import { DataSource } from 'typeorm'
import { registryMessages } from './messages.js'
import { ProgrammeList } from './programme/programme-list.repository.js'
import { ProgrammesController } from './programme/programmes.controller.js'
import { IndexProjectParent1790000004000 } from './project/project-parent.migration.js'
import { ProjectRegister } from './project/project-register.repository.js'
import { ProjectsController } from './project/projects.controller.js'
import { UnbundlingController } from './project/unbundling/unbundling.controller.js'
import { RegionTree } from './region/region-tree.repository.js'
import { RegionsController } from './region/regions.controller.js'
import { Regions } from './region/regions.repository.js'
import { RegistryCommands } from './registry.commands.js'

registerMessages(registryMessages)

@Module({
  imports: [ServiceModule.with({ context: 'registry', migrations: [IndexProjectParent1790000004000] })],
  controllers: [
    ProjectsController,
    UnbundlingController,
    RegionsController,
    ProgrammesController,
    bulkCommandsOf('registry'),
    checkpointsOf('registry'),
  ],
  providers: [
    { provide: Regions, inject: [EventStore], useFactory: (store: EventStore) => new Regions(store) },
    { provide: RegionTree, inject: [DataSource], useFactory: (source: DataSource) => new RegionTree(source) },
    {
      provide: ProjectRegister,
      inject: [EventStore, DataSource, LogReader],
      useFactory: (store: EventStore, source: DataSource, log: LogReader) => new ProjectRegister(store, source, log),
    },
    {
      provide: ProgrammeList,
      inject: [EventStore, DataSource],
      useFactory: (store: EventStore, source: DataSource) => new ProgrammeList(store, source),
    },
    {
      provide: RegistryCommands,
      inject: [Regions, ProjectRegister],
      useFactory: (regions: Regions, register: ProjectRegister) => new RegistryCommands(regions, register),
    },
    {
      provide: CommandDesk,
      inject: [EventStore, RegistryCommands],
      useFactory: (store: EventStore, commands: RegistryCommands) => new CommandDesk('registry', store, commands.all()),
    },
  ],
})
export class RegistryModule {}
