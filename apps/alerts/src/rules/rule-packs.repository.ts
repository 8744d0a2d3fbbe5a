import type { Pool } from 'pg'
import { nationalBaseline1 } from './national-baseline-1.js'
import { type RulePack, rulePackSchema } from './rule-pack.js'

export interface StoredRulePack extends RulePack {
  /** When this version was stored; it has not changed since. */
  readonly storedAt: string
  readonly inForce: boolean
}

const deliveredPacks: readonly RulePack[] = [nationalBaseline1]

/**
 * The packs that lights are named after. Those delivered with the service are stored at boot under their version; a
 * version that is already there is never written again, and a boot with other rules under a stored version fails.
 */
export class RulePacks {
  private inForce: RulePack | undefined

  constructor(private readonly pool: Pool) {}

  async store(packs: readonly RulePack[] = deliveredPacks): Promise<void> {
    for (const pack of packs) await this.storeOne(rulePackSchema.parse(pack))
    this.inForce = packs.at(-1)
  }

  /** The pack by which projects are judged now. */
  current(): RulePack {
    if (!this.inForce) throw new Error('no rule pack has been stored')
    return this.inForce
  }

  async all(): Promise<readonly StoredRulePack[]> {
    const { rows } = await this.pool.query<{ rules: unknown; stored_at: Date }>(
      'select rules, stored_at from rule_pack order by pack, version',
    )
    return rows.map((row) => {
      const pack = rulePackSchema.parse(row.rules)
      const inForce = pack.pack === this.inForce?.pack && pack.version === this.inForce.version
      return { ...pack, storedAt: row.stored_at.toISOString(), inForce }
    })
  }

  private async storeOne(pack: RulePack): Promise<void> {
    const { pack: name, version } = pack
    await this.pool.query(
      'insert into rule_pack (pack, version, rules) values ($1, $2, $3) on conflict (pack, version) do nothing',
      [name, version, JSON.stringify(pack)],
    )
    const { rows } = await this.pool.query<{ same: boolean }>(
      'select rules::jsonb = $3::jsonb as same from rule_pack where pack = $1 and version = $2',
      [name, version, JSON.stringify(pack)],
    )
    if (!rows[0]?.same)
      throw new Error(`rule pack ${name} version ${version} is stored with other rules; raise its version`)
  }
}
