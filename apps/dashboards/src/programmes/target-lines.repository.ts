import { Inject, Injectable } from '@nestjs/common'
import { DomainError } from '@zhuji/kernel'
import type { ScopeFilter } from '@zhuji/platform'
import { type CountedLine, countedLine } from './line-answers.js'
import type { Programme, TargetLine } from './programme-versions.projection.js'
import type { Clocks } from '../scope/clocks.js'
import { type KnownVersion, Programmes } from './programmes.repository.js'

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
    const projectIds = faces.map(({ projectId }) => projectId)
    const flows = await this.programmes.flows({ programme, line }, clocks, projectIds)
    // Who does not see everything is not told which of the rest are registered.
    return countedLine({ programme, line }, faces, { flows, withUnregistered: scope.all })
  }
}
