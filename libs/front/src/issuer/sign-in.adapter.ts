import { createHmac } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { languageOf } from '@zhuji/platform'
import type { Provider } from 'oidc-provider'
import { accountOf, accounts } from './accounts.js'
import { type IssuerSecrets, isSameSecret } from './issuer-secrets.adapter.js'
import { signInPath } from './provider.adapter.js'
import { SignInAttempts } from './sign-in-attempts.js'
import { expiredPage, type SignInFault, signInPage } from './sign-in-page.js'

const FORM_BYTES_MAX = 4096

type Request = FastifyRequest<{ Params: { uid: string } }>

/**
 * The sign-in form. It belongs to one running authorization: the library's signed cookie ties it to the browser and the
 * form token ties the post to the form, so a foreign page can neither start nor finish somebody's sign-in.
 */
export class SignIn {
  private readonly attempts = new SignInAttempts()

  constructor(
    private readonly provider: Provider,
    private readonly secrets: IssuerSecrets,
    private readonly issuerUrl: string,
  ) {}

  register(fastify: FastifyInstance): void {
    fastify.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES_MAX },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )
    const path = signInPath(this.issuerUrl, ':uid')
    fastify.get(path, (request: Request, reply) => this.show(request, reply))
    fastify.post(path, (request: Request, reply) => this.signIn(request, reply))
  }

  private async show(request: Request, reply: FastifyReply): Promise<FastifyReply> {
    if (!(await this.isRunning(request, reply))) return this.expired(request, reply)
    return this.form(request, reply)
  }

  private async signIn(request: Request, reply: FastifyReply): Promise<FastifyReply> {
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    const isOurs = isSameSecret(form.get('form_token') ?? '', this.formTokenOf(request))
    if (!isOurs || !(await this.isRunning(request, reply))) return this.expired(request, reply)
    const username = form.get('username') ?? ''
    const expected = accountOf(username) && this.secrets.accounts[username]?.password
    if (expected === undefined) return this.form(request, reply.status(401), { fault: { kind: 'wrong' } })
    const seconds = this.attempts.begin(username, performance.now())
    if (seconds > 0) {
      void reply.status(429).header('retry-after', String(seconds))
      return this.form(request, reply, { chosen: username, fault: { kind: 'too-many', seconds } })
    }
    if (!isSameSecret(form.get('password') ?? '', expected)) {
      return this.form(request, reply.status(401), { chosen: username, fault: { kind: 'wrong' } })
    }
    const result = { login: { accountId: username } }
    return reply.redirect(await this.provider.interactionResult(request.raw, reply.raw, result), 303)
  }

  private async isRunning(request: Request, reply: FastifyReply): Promise<boolean> {
    try {
      const { uid, prompt } = await this.provider.interactionDetails(request.raw, reply.raw)
      return uid === request.params.uid && prompt.name === 'login'
    } catch (error) {
      if (error instanceof Error && error.name === 'SessionNotFound') return false
      throw error
    }
  }

  private formTokenOf(request: Request): string {
    return createHmac('sha256', this.secrets.formKey).update(request.params.uid).digest('base64url')
  }

  private form(request: Request, reply: FastifyReply, more: { chosen?: string; fault?: SignInFault } = {}) {
    const language = languageOf(request.headers['accept-language'])
    const action = signInPath(this.issuerUrl, encodeURIComponent(request.params.uid))
    const formToken = this.formTokenOf(request)
    return htmlAnswer(reply, signInPage({ language, action, formToken, accounts, ...more }))
  }

  private expired(request: Request, reply: FastifyReply): FastifyReply {
    return htmlAnswer(reply.status(400), expiredPage(languageOf(request.headers['accept-language'])))
  }
}

function htmlAnswer(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html)
}
