/** RFC 9457 problem details as the services answer them; `errors` names the fields that are at fault. */
export interface ProblemBody {
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly slug: string
  readonly figures?: Readonly<Record<string, unknown>>
  readonly errors?: readonly { readonly field: string; readonly rule: string; readonly message: string }[]
  readonly correlationId?: string
}

export class Problem extends Error {
  constructor(readonly body: ProblemBody) {
    super(body.detail || body.title)
    this.name = 'Problem'
  }

  get status(): number {
    return this.body.status
  }

  /** Messages by field; a list's place (`evidence[0].fileId`) counts for its field (`evidence`). */
  get fields(): Readonly<Record<string, string>> {
    const messages: Record<string, string> = {}
    for (const { field, message } of this.body.errors ?? []) {
      const name = field.replace(/[.[].*$/, '')
      messages[name] = messages[name] === undefined ? message : `${messages[name]} ${message}`
    }
    return messages
  }
}

/** No answer arrived: whether the request was carried out is not known. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('no answer', { cause })
    this.name = 'NoAnswer'
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const body: Partial<ProblemBody> | null = await response.json().catch(() => null)
  return new Problem({
    slug: '',
    title: response.statusText || String(response.status),
    detail: '',
    ...body,
    status: response.status,
  })
}
