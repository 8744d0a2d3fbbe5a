import { assertAllowed, type Caller, defineCommand, type Target } from '@zhuji/platform'
import type { Regions } from '../region/regions.repository.js'
import { IssueProgrammeBody, ReviseProgrammeBody } from './programme.dto.js'
import { issue, programmeDecider, programmeStream, reviseProgramme } from './programme.js'

export function programmeCommands(regions: Regions) {
  return {
    issue: defineCommand({
      name: 'issue-programme',
      permission: 'registry.issue-programme',
      body: IssueProgrammeBody,
      decider: programmeDecider,
      prepare: async ({ occurredOn, ...content }, { id: programmeId, caller }) => ({
        streamId: programmeStream(programmeId),
        target: await reachOf(content.lines, regions, caller),
        decide: (programme) => issue(programme, { ...content, programmeId }, occurredOn),
      }),
    }),
    revise: defineCommand({
      name: 'revise-programme',
      permission: 'registry.issue-programme',
      body: ReviseProgrammeBody,
      decider: programmeDecider,
      prepare: async ({ occurredOn, reason, programmeId: _programmeId, ...content }, { id, caller }) => ({
        streamId: programmeStream(id),
        target: await reachOf(content.lines, regions, caller),
        decide: (programme) => reviseProgramme(programme, { content, reason }, occurredOn),
      }),
    }),
  }
}

/** Every region of every line must be the caller's; a line without regions is for the whole deployment. */
async function reachOf(lines: IssueProgrammeBody['lines'], regions: Regions, caller: Caller): Promise<Target> {
  if (lines.some((line) => line.scope.regions.length === 0)) return {}
  let target: Target = {}
  for (const code of new Set(lines.flatMap((line) => line.scope.regions))) {
    const path = await regions.pathOf(code, 'lines.scope.regions')
    target = { regionCodes: path.map((region) => region.code) }
    assertAllowed(caller.principal, 'registry.issue-programme', target)
  }
  return target
}
