import type { PoolClient } from 'pg'
import { publishedIssues, rerunOf } from '@zhuji/dashboards'
import type { Check } from '../check.js'

/** Every issue of every bulletin comes out of its cut byte for byte as it was published. */
export const bulletins: Check = {
  name: 'bulletins',
  service: 'dashboards',
  run: async ({ snapshots }, found) => {
    // The same statements as the service's own, so that they see its tables by their bare names.
    const client = snapshots.get('dashboards') as unknown as PoolClient
    await client.query('set local search_path to dashboards')
    const issues = await publishedIssues(client)
    for (const issue of issues) {
      const { equal, bulletinId, number, month, differences } = await rerunOf(issue, client)
      const { path = null } = differences[0] ?? {}
      if (!equal) found({ slug: 'bulletin-differs', figures: { bulletinId, number, month, path } })
    }
    await client.query('set local search_path to default')
    return { issues: issues.length }
  },
}
