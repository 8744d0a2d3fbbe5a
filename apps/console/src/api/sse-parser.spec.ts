import { SseParser } from './sse-parser.js'

describe('a stream of server-sent events', () => {
  it('is read from pieces cut anywhere', () => {
    const text = ': hello\r\n\r\nid: 7\r\nevent: changed\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata: x\n\n'
    for (const size of [1, 2, 3, 1000]) {
      const parser = new SseParser()
      const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? []
      expect(pieces.flatMap((piece) => parser.push(piece))).toEqual([
        { event: 'changed', data: '{"a":\n1}', id: '7' },
        { event: 'message', data: 'x', id: '7' },
      ])
    }
  })

  it('gives nothing for heartbeats and for a message without data', () => {
    const parser = new SseParser()
    expect(parser.push(':\n\n: beat\n\nevent: changed\n\nid: 9\n\n')).toEqual([])
    expect(parser.push('data: y\n\n')).toEqual([{ event: 'message', data: 'y', id: '9' }])
  })

  it('keeps an unfinished message until its end arrives', () => {
    const parser = new SseParser()
    expect(parser.push('data: z\n')).toEqual([])
    expect(parser.push('\n')).toHaveLength(1)
  })
})
