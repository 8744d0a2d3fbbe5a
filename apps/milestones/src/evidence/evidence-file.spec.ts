import { attachmentHeader, contentTypeOf, safeName } from './evidence-file.js'

const bytes = (text: string) => Buffer.from(text.padEnd(16, '\0'), 'latin1')

describe('what a file is', () => {
  it.each([
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
    ['\0\0\0\x18ftypheic', 'image/heic'],
    ['\0\0\0\x18ftypmif1', 'image/heic'],
    ['%PDF-1.7', 'application/pdf'],
  ])('is told by its first bytes (%#)', (start, type) => {
    expect(contentTypeOf(bytes(start))).toBe(type)
  })

  it.each([
    '',
    '<svg xmlns=',
    '<!DOCTYPE html>',
    'MZ\x90\0',
    'PK\x03\x04',
    'GIF89a',
    'RIFF\0\0\0\0WAVEfmt ',
    '\0\0\0\x18ftypisom',
    ' %PDF-1.7',
  ])('is not allowed otherwise (%#)', (start) => {
    expect(contentTypeOf(bytes(start))).toBeUndefined()
  })
})

describe('the name of a file', () => {
  it.each([
    ['主体四层.jpg', '主体四层.jpg'],
    ['IMG_0001.JPEG', 'IMG_0001.JPEG'],
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\fotos\\site.jpg', 'site.jpg'],
    ['.htaccess', 'htaccess.jpg'],
    ['run.exe', 'run.exe.jpg'],
    ['a\u202Egpj.exe', 'agpj.exe.jpg'],
    ['line\r\nbreak".jpg', 'linebreak_.jpg'],
    ['', 'evidence.jpg'],
    ['...', 'evidence.jpg'],
    ['/', 'evidence.jpg'],
  ])('%j is kept as %j', (name, kept) => {
    expect(safeName(name, 'image/jpeg')).toBe(kept)
  })

  it('has at most 200 characters before its ending, and keeps the ending', () => {
    const name = safeName(`${'长'.repeat(500)}.pdf`, 'application/pdf')
    expect(name).toBe(`${'长'.repeat(200)}.pdf`)
  })

  it('cannot break out of the header it is sent in', () => {
    expect(attachmentHeader(`a"b'四.pdf`)).toBe(
      `attachment; filename="a_b'_.pdf"; filename*=UTF-8''a%22b%27%E5%9B%9B.pdf`,
    )
  })
})
