import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { LogCheckpoint } from '@zhuji/contracts'

/** What checkpoints are signed with: the same statement always gets the same signature, as Ed25519 has it. */
export interface CheckpointKey {
  /** SubjectPublicKeyInfo in base64. */
  readonly publicKey: string
  sign(this: void, statement: string): string
}

/** Throws for anything but an Ed25519 private key in PEM. */
export function checkpointKeyOf(pem: string): CheckpointKey {
  const key = ed25519(createPrivateKey(pem))
  return {
    publicKey: textOf(createPublicKey(key)),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  }
}

/** Of a private or a public key in PEM, as checkpoints name it. */
export function publicKeyOf(pem: string): string {
  return textOf(ed25519(createPublicKey(pem)))
}

export function isSigned(statement: string, { publicKey, value }: NonNullable<LogCheckpoint['signature']>): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return verify(null, Buffer.from(statement), ed25519(key), Buffer.from(value, 'base64'))
  } catch {
    return false
  }
}

function textOf(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).toString('base64')
}

function ed25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key')
  return key
}
