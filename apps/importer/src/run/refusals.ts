import type { Issue } from '../rows/issue.js'
import type { ImportCommand } from './import-command.js'

interface Answered {
  readonly status: number
  readonly problem?: { readonly slug: string; readonly detail?: string }
}

/** One issue for each command that a service refused; `results` are in the order of the commands. */
export function refusalsOf(commands: readonly ImportCommand[], results: readonly Answered[]): Issue[] {
  return results.flatMap(({ problem }, place) => {
    const command = commands[place]
    if (!problem || !command) return []
    const reason = `${problem.slug}: ${problem.detail ?? ''}`
    const value = JSON.stringify(command.body)
    return [{ row: command.row, field: command.name, consequence: 'refused', reason, value }]
  })
}
