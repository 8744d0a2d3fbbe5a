export interface TokenSource {
  /** A bearer token that is good for at least another minute. */
  token(): Promise<string>
}

export interface ClientCredentials {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
}

/** The issuer knows these credentials not to be good; trying again changes nothing. */
export class TokenRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'TokenRefused'
  }
}

interface TokenAnswer {
  readonly access_token?: string
  readonly expires_in?: number
  readonly error?: string
}

function parsedAnswer(text: string): TokenAnswer {
  try {
    return JSON.parse(text) as TokenAnswer
  } catch {
    return {}
  }
}

const isFinal = (status: number): boolean => status >= 400 && status < 500 && status !== 429

const RENEW_BEFORE_MS = 60_000

/** OAuth 2.0 client credentials; the token is kept until shortly before it expires. */
export function clientCredentials({ tokenUrl, clientId, clientSecret }: ClientCredentials): TokenSource {
  let current: { readonly token: string; readonly untilMs: number } | undefined
  return {
    token: async () => {
      if (current && current.untilMs > Date.now()) return current.token
      const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString(
        'base64',
      )
      const response = await fetch(tokenUrl, {
        method: 'POST',
        headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=client_credentials',
      })
      const answer = parsedAnswer(await response.text())
      if (!answer.access_token) {
        const sentence = `${tokenUrl} gave no token to ${clientId}: ${answer.error ?? response.status}`
        throw isFinal(response.status) ? new TokenRefused(sentence) : new Error(sentence)
      }
      current = { token: answer.access_token, untilMs: Date.now() + (answer.expires_in ?? 0) * 1000 - RENEW_BEFORE_MS }
      return current.token
    },
  }
}

export const fixedToken = (token: string): TokenSource => ({ token: () => Promise.resolve(token) })
