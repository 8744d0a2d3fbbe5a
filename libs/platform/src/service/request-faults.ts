/** What went wrong in one request of many commands: a database that is away is one line in the log, not a thousand. */
export class RequestFaults {
  private readonly kinds = new Map<string, { count: number; readonly name: string; readonly first: unknown }>()

  note(slug: string, name: string, error: unknown): void {
    const known = this.kinds.get(slug)
    if (known) known.count += 1
    else this.kinds.set(slug, { count: 1, name, first: error })
  }

  eachKind(tell: (sentence: string, first: unknown) => void): void {
    for (const [slug, { count, name, first }] of this.kinds) {
      tell(`${slug} at ${name}${count > 1 ? ` and ${count - 1} more of this request` : ''}`, first)
    }
  }
}
