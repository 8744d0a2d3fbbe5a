import { programmeCommands } from './programme/programme.commands.js'
import type { ProjectRegister } from './project/project-register.repository.js'
import { projectCommands } from './project/project.commands.js'
import { unbundlePackage } from './project/unbundling/unbundling.commands.js'
import { regionCommands } from './region/region.commands.js'
import type { Regions } from './region/regions.repository.js'

/** Every command of the service by name; the desk and the controllers share this one list. */
export class RegistryCommands {
  readonly projects: ReturnType<typeof projectCommands>
  readonly regions: ReturnType<typeof regionCommands>
  readonly programmes: ReturnType<typeof programmeCommands>

  constructor(regions: Regions, register: ProjectRegister) {
    this.projects = projectCommands(regions, register)
    this.regions = regionCommands(regions)
    this.programmes = programmeCommands(regions)
  }

  /** Not among those of a bulk request: without the registrations of its parts beside it, it says half of what happened. */
  readonly unbundle = unbundlePackage

  all() {
    return [this.projects, this.regions, this.programmes].flatMap((group) => Object.values(group))
  }
}
