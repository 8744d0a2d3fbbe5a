import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const READABLE = 'readable.'
const SEALED = 'sealed.'
const IV_BYTES = 12
const TAG_BYTES = 16

/** Makes webhook secrets and keeps them: sealed with AES-256-GCM when a key is configured, else readable. */
export class SecretBox {
  private readonly key: Buffer | undefined

  constructor(key: string | undefined) {
    this.key = key === undefined ? undefined : createHash('sha256').update(key).digest()
  }

  /** A fresh secret in the form receivers of Standard Webhooks expect. */
  newSecret(): string {
    return `whsec_${randomBytes(24).toString('base64')}`
  }

  seal(secret: string): string {
    if (!this.key) return READABLE + secret
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.key, iv)
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
    return SEALED + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
  }

  /** Throws when the key is missing or is not the one it was sealed with. */
  open(stored: string): string {
    if (stored.startsWith(READABLE)) return stored.slice(READABLE.length)
    if (!this.key) throw new Error('WEBHOOK_SECRET_KEY is needed to open sealed webhook secrets')
    const bytes = Buffer.from(stored.slice(SEALED.length), 'base64')
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, IV_BYTES))
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  }
}
