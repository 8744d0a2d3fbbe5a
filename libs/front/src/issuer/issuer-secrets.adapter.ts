import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { accounts } from './accounts.js'

export interface AccountSecrets {
  readonly password: string
  readonly clientSecret: string
}

/** Everything secret of the issuer. Passwords are kept readable on purpose: each start shows them to the owner of the file. */
export interface IssuerSecrets {
  readonly accounts: Readonly<Record<string, AccountSecrets>>
  readonly keys: readonly JWK[]
  readonly cookieKey: string
  readonly formKey: string
}

const FILE = 'issuer-secrets.json'

/** Reads the secrets, or makes them on the first start; readable by the owner of the process alone (0600). */
export async function issuerSecretsIn(directory: string): Promise<IssuerSecrets> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, FILE)
  const kept = await readSecrets(path)
  const secrets = kept ?? (await freshSecrets())
  const missing = accounts.filter(({ username }) => secrets.accounts[username] === undefined)
  if (kept && missing.length === 0) return kept
  const added = Object.fromEntries(missing.map(({ username }) => [username, freshAccountSecrets()]))
  const complete = { ...secrets, accounts: { ...secrets.accounts, ...added } }
  await writePrivateFile(path, JSON.stringify(complete, null, 2))
  return complete
}

/** Whole or not at all: a crash while writing leaves the former file. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}.draft`
  await writeFile(draft, text, { mode: 0o600 })
  await rename(draft, path)
}

async function readSecrets(path: string): Promise<IssuerSecrets | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as IssuerSecrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(`the issuer's secrets in ${path} cannot be read; restore or remove the file`, { cause: error })
  }
}

async function freshSecrets(): Promise<IssuerSecrets> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true, modulusLength: 2048 })
  const key: JWK = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' }
  return { accounts: {}, keys: [key], cookieKey: randomText(32), formKey: randomText(32) }
}

function freshAccountSecrets(): AccountSecrets {
  return { password: randomText(12), clientSecret: randomText(32) }
}

function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}

/** In constant time; hashing first makes the lengths equal. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
