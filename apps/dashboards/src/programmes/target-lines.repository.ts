import { Inject, Injectable } from '@nestjs/common'
import { DomainError } from '@zhuji/kernel'
import type { ScopeFilter } from '@zhuji/platform'
import type { CountedLine, CountedMember } from './line-answers.js'
import type { Programme, TargetLine } from './programme-versions.projection.js'
import type { Clocks } from '../scope/clocks.js'
import { type KnownVersion, Programmes } from './programmes.repository.js'
import { memberOf, unregisteredMember } from './target-members.js'

/** Brings lines and the projects they count together. */
@Injectable()
export class TargetLines {
  constructor(@Inject(Programmes) private readonly programmes: Programmes) {}

  /** The version asked for, else the one in force. Throws `not-found`. */
  async known(programmeId: string, clocks: Clocks, version?: number): Promise<KnownVersion> {
    const known =
      version === undefined
        ? (await this.programmes.inForce(clocks, programmeId))[0]
        : await this.programmes.version(programmeId, version)
    if (!known) throw new DomainError('not-found', 'not-found')
    return known
  }

  async counted(
    { programme, line }: { programme: Programme; line: TargetLine },
    clocks: Clocks,
    scope: ScopeFilter,
  ): Promise<CountedLine> {
    const faces = await this.programmes.faces(line, clocks, scope)
    const found = new Set(faces.map(({ projectId }) => projectId))
    const flows = await this.programmes.flows({ programme, line }, clocks, [...found])
    const { period } = programme
    const members = faces.map((face) => ({ ...memberOf(line, face, { period, flows }), face }))
    // A list by kind and place is of what there is to do; one that names what is done already has it on it.
    const isListed = ({ reachedOn }: CountedMember) => reachedOn === null || reachedOn >= period.from
    // Who does not see everything is not told which of the rest are registered.
    const missing = scope.all ? line.scope.projects.filter(({ projectId }) => !found.has(projectId)) : []
    return {
      programme,
      line,
      members: [
        ...(line.scope.projects.length > 0 ? members : members.filter(isListed)),
        ...missing.map(({ projectId }) => unregisteredMember(line, projectId)),
      ],
    }
  }
}
