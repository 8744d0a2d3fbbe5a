import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** Jest runs from the root of the repository. */
export const root = resolve('.')

const SETTINGS = ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs', '.oxlintrc.json']

/** Files by their path from the root. */
export type Files = Readonly<Record<string, string>>

/** A small tree with the repository's own settings and these files, laid out like the repository. */
export function plant(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhuji-planted-'))
  for (const name of SETTINGS) cpSync(join(root, name), join(folder, name))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const part of ['apps', 'libs', 'test']) mkdirSync(join(folder, part), { recursive: true })
  return folder
}

export function clear(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** Every TypeScript source below `apps`, `libs` and `test`, as paths from the root with forward slashes. */
export function sourcesBelow(folder: string, parts = ['apps', 'libs', 'test']): string[] {
  return parts.flatMap((part) =>
    readdirSync(join(folder, part), { withFileTypes: true }).flatMap((entry) => {
      const path = `${part}/${entry.name}`
      if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sourcesBelow(folder, [path])
      return /(?<!\.d)\.tsx?$/.test(entry.name) ? [path] : []
    }),
  )
}

export interface Finding {
  readonly rule: string
  readonly file: string
}

interface Cruise {
  readonly summary: { readonly violations: readonly { rule: { name: string }; from: string; to: string }[] }
}

/** What dependency-cruiser reports with the repository's rules; the file is the one the rule names first. */
export async function cruise(folder: string): Promise<Finding[]> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const settings = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const { summary } = JSON.parse(await outputOf(folder, [program, ...settings, 'apps', 'libs', 'test'])) as Cruise
  return summary.violations.map((violation) => ({ rule: violation.rule.name, file: violation.from }))
}

interface Lint {
  readonly diagnostics: readonly { code?: string; message: string; filename: string }[]
}

/** What the linter reports with the repository's settings, types included. */
export async function lint(folder: string): Promise<Finding[]> {
  const program = join(root, 'node_modules/oxlint/bin/oxlint')
  const flags = ['--format', 'json', '--type-aware', 'apps', 'libs', 'test']
  const { diagnostics } = JSON.parse(await outputOf(folder, [program, ...flags])) as Lint
  return diagnostics.map(({ code, message, filename }) => ({ rule: code ?? message, file: filename }))
}

/** Standard output of a Node program, whatever its exit code: these programs fail when they find something. */
function outputOf(folder: string, command: string[]): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, command, { cwd: folder, env: { ...process.env, NODE_OPTIONS: '' } })
    let output = ''
    let complaint = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
    child.on('error', fail)
    child.on('close', () => (output ? done(output) : fail(new Error(`${command.join(' ')}: ${complaint}`))))
  })
}
