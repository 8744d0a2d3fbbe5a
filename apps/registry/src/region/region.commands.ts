import { defineCommand } from '@zhuji/platform'
import type { Regions } from './regions.repository.js'
import { defineRegion, regionDecider, regionStream } from './region.js'
import { DefineRegionBody } from './region.dto.js'

export function regionCommands(regions: Regions) {
  return {
    define: defineCommand({
      name: 'define-region',
      permission: 'registry.define-region',
      body: DefineRegionBody,
      decider: regionDecider,
      prepare: async ({ name, parentCode, occurredOn }, { id: code }) => {
        const parentPath = parentCode === undefined ? [] : await regions.pathOf(parentCode, 'parentCode')
        regions.forget(code)
        return {
          streamId: regionStream(code),
          target: { regionCodes: [...parentPath.map((region) => region.code), code] },
          decide: (region) => defineRegion(region, { code, name, parentPath }, occurredOn),
        }
      },
    }),
  }
}
