import type { CommandsClient } from '@zhuji/client'
import type { RegisterMapping } from '../mapping/mapping.js'
import { undefinedRegions } from '../register/region-definitions.js'
import type { RegisterRow } from '../register/register-row.js'
import type { Issue } from '../rows/issue.js'
import { commandOf } from './import-command.js'
import { refusalsOf } from './refusals.js'
import type { Services } from './services.adapter.js'

export interface RegionTreeOptions {
  readonly client: CommandsClient
  readonly mapping: RegisterMapping
  readonly knownOn: string
}

/** Defines the divisions that rows name before their works are registered. One batch at a time: many share a state. */
export class RegionTree {
  private defined: Set<string> | undefined
  private queue: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: RegionTreeOptions) {}

  /** Resolves when every division is defined, with what the register refused. */
  ensure(rows: readonly RegisterRow[], services: Services): Promise<readonly Issue[]> {
    const turn = this.queue.then(() => this.define(rows, services))
    this.queue = turn.catch(() => undefined)
    return turn
  }

  private async define(rows: readonly RegisterRow[], services: Services): Promise<readonly Issue[]> {
    this.defined ??= await this.load()
    const { mapping, knownOn } = this.options
    const issues: Issue[] = []
    for (const level of undefinedRegions(rows, this.defined, knownOn)) {
      const commands = level.map(({ code, draft, row }) =>
        commandOf(draft, { source: mapping.source, knownOn, id: code, row }),
      )
      const results = await services.give('registry', commands)
      results.forEach((result, place) => {
        if (result.status < 400) this.defined!.add(commands[place]!.id)
      })
      issues.push(...refusalsOf(commands, results))
    }
    return issues
  }

  /** The tree as the register has it, from the mapping's root down to the level above the leaves. */
  private async load(): Promise<Set<string>> {
    const { root, levels } = this.options.mapping.region
    const defined = new Set((await this.childrenOf(undefined)).filter((code) => code === root.code))
    let parents = [...defined]
    for (const _ of levels) {
      const children = await Promise.all(parents.map((code) => this.childrenOf(code)))
      parents = children.flat()
      for (const code of parents) defined.add(code)
    }
    return defined
  }

  private async childrenOf(parent: string | undefined): Promise<string[]> {
    const query = parent === undefined ? '' : `?parent=${encodeURIComponent(parent)}`
    const children = await this.options.client.get<{ code: string }[]>('registry', `/api/v1/registry/regions${query}`)
    return children.map(({ code }) => code)
  }
}
