import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'

/** Jest runs from the root of the repository. */
const root = resolve('.')

export const services = ['registry', 'milestones', 'funding', 'alerts', 'dashboards'] as const

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export function yamlOf<Content>(path: string): Content {
  return parse(textOf(path), { merge: true }) as Content
}

export function documentsIn(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => {
    if (document.errors.length > 0) throw document.errors[0]
    return document.toJS() as unknown
  })
}

export function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}

/** Every variable that a program of this folder (`apps/registry`) reads, by the keys of its configuration files. */
export function variablesOf(folder: string): ReadonlySet<string> {
  const files = ['libs/platform/src', `${folder}/src`].flatMap(filesBelow)
  const declared = files
    .filter((file) => /\.(config|command)\.ts$/.test(file))
    .flatMap((file) => [...textOf(file).matchAll(/\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*):\s/g)].map((match) => match[1]!))
  return new Set(declared.flatMap((name) => [name, `${name}_FILE`]))
}
