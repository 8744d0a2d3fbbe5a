import { mayGoElsewhere } from './attempt.js'

describe('a request without an answer', () => {
  const post = { method: 'POST', code: 'ECONNREFUSED', canBeRepeated: true }

  it.each([
    ['goes elsewhere when it never arrived', post, true],
    [
      'goes elsewhere when it was cut, because its key makes a second arrival harmless',
      { ...post, code: 'UND_ERR_SOCKET' },
      true,
    ],
    ['stays when it was a deletion and may have been done', { ...post, method: 'DELETE', code: 'ECONNRESET' }, false],
    ['goes elsewhere when it was a deletion that never arrived', { ...post, method: 'DELETE' }, true],
    ['stays when it was an upload, of which nothing is left', { ...post, canBeRepeated: false }, false],
    [
      'stays when the service was too slow: another would be as well',
      { ...post, code: 'UND_ERR_HEADERS_TIMEOUT' },
      false,
    ],
    ['stays when nobody knows why', { ...post, code: undefined }, false],
  ])('%s', (_, attempt, expected) => {
    expect(mayGoElsewhere(attempt)).toBe(expected)
  })
})
