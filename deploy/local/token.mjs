import { readFileSync } from 'node:fs'
import { resolve, join } from 'node:path'

/**
 * `npm run -s token -- ACCOUNT` prints an access token of one of the embedded issuer's accounts, for curl. Reads the
 * account's secret from the data directory of the system running on this machine.
 */
const [account = 'administrator'] = process.argv.slice(2)
const port = process.env.PORT ?? '3000'
const file = join(resolve(process.env.DATA_DIRECTORY ?? '.data'), 'issuer-secrets.json')

const secrets = readSecrets()
const secret = secrets[account]?.clientSecret
if (!secret) fail(`no account ${account}; there are: ${Object.keys(secrets).join(', ')}`)
const answer = await requestToken()
if (!answer.access_token) fail(`the issuer gave no token: ${JSON.stringify(answer)}`)
process.stdout.write(`${answer.access_token}\n`)

function readSecrets() {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).accounts
  } catch (error) {
    return fail(`${file} cannot be read (${error.code ?? error.message}); has the system been started here?`)
  }
}

async function requestToken() {
  try {
    const response = await fetch(`http://localhost:${port}/oidc/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${account}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    })
    return await response.json()
  } catch (error) {
    return fail(`nothing answers on port ${port}: ${error.cause?.code ?? error.message}`)
  }
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
