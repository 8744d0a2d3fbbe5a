import { readFile } from 'node:fs/promises'
import { type Mapping, MappingError, parseMapping } from './mapping.js'

/** Throws a MappingError that names the file and every fault in it. */
export async function readMapping(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new MappingError([`${path}: ${error.message}`])
  })
  try {
    return parseMapping(JSON.parse(text))
  } catch (error) {
    if (error instanceof MappingError) throw new MappingError(error.faults.map((fault) => `${path}: ${fault}`))
    throw new MappingError([`${path}: ${(error as Error).message}`])
  }
}
