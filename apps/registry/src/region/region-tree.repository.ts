import type { DataSource } from 'typeorm'
import type { RegionAnswer } from './regions.query.dto.js'

/** The divisions below one, from the region streams themselves: a deployment has some thousands, asked for rarely. */
export class RegionTree {
  constructor(private readonly source: DataSource) {}

  async childrenOf(parent: string | undefined): Promise<RegionAnswer[]> {
    return this.source.query<RegionAnswer[]>(
      `select state->'path'->-1->>'code' as code, state->'path'->-1->>'name' as name
       from registry.stream where id like 'region/%' and state->'path'->-2->>'code' is not distinct from $1
       order by code`,
      [parent ?? null],
    )
  }
}
