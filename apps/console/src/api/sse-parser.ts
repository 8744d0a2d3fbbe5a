export interface StreamMessage {
  readonly event: string
  readonly data: string
  readonly id: string | undefined
}

/**
 * Server-sent events from text that arrives in arbitrary pieces (WHATWG HTML, 9.2.6). Comments (heartbeats) are dropped
 * here; the caller sees that something arrived by calling `push` at all.
 */
export class SseParser {
  private rest = ''
  private event = ''
  private data: string[] = []
  private id: string | undefined

  push(piece: string): StreamMessage[] {
    this.rest += piece
    const messages: StreamMessage[] = []
    // A lone CR at the end may be the first half of CRLF: it waits for the next piece.
    const lines = this.rest.split(/\r\n|\n|\r(?!$)/)
    this.rest = lines.pop() ?? ''
    for (const line of lines) {
      const message = this.take(line)
      if (message) messages.push(message)
    }
    return messages
  }

  private take(line: string): StreamMessage | undefined {
    if (line === '') return this.dispatch()
    const colon = line.indexOf(':')
    if (colon === 0) return undefined
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') this.event = value
    else if (field === 'data') this.data.push(value)
    else if (field === 'id' && !value.includes('\0')) this.id = value
    return undefined
  }

  private dispatch(): StreamMessage | undefined {
    const message = { event: this.event || 'message', data: this.data.join('\n'), id: this.id }
    const isEmpty = this.data.length === 0
    this.event = ''
    this.data = []
    return isEmpty ? undefined : message
  }
}
