import { roles } from '@zhuji/platform'
import type { IssuedAccount } from '../issuer/index.js'

export interface StartFacts {
  readonly origin: string
  readonly consoleBuilt: boolean
  readonly accounts: readonly IssuedAccount[]
  readonly startedInMs: number
  /** Further lines for the person at the terminal: a name, and what it is. */
  readonly more?: readonly (readonly [name: string, value: string])[]
}

/** What a newcomer needs after the start: where to click, and as whom. */
export function banner({ origin, consoleBuilt, accounts, startedInMs, more = [] }: StartFacts): string {
  const lines = [
    '',
    `  筑迹 Zhuji is running (${(startedInMs / 1000).toFixed(1)} s)`,
    '',
    consoleBuilt ? `  Console    ${origin}/` : '  Console    not built (npm run build)',
    `  Wall       ${origin}/wall`,
    `  API        ${origin}/api`,
    ...more.map(([name, value]) => `  ${name.padEnd(11)}${value}`),
    '',
  ]
  if (accounts.length > 0) {
    lines.push(`  ${'Account'.padEnd(24)}${'Password'.padEnd(20)}${'Client secret'.padEnd(45)}Role`)
    for (const { username, password, clientSecret, role } of accounts) {
      const who = `${roles[role].zh} ${roles[role].en}`
      lines.push(`  ${username.padEnd(24)}${password.padEnd(20)}${clientSecret.padEnd(45)}${who}`)
    }
    lines.push(
      '',
      `  A token for curl: curl -s -u ACCOUNT:SECRET -d grant_type=client_credentials ${origin}/oidc/token`,
    )
  }
  lines.push('', '  Ctrl-C stops; what was recorded stays.', '')
  return lines.join('\n')
}
