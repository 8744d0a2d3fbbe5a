/**
 * What may be kept as evidence, told by the bytes and never by the name or the sender's word: photographs and documents
 * that no viewer executes.
 */
export const EVIDENCE_BYTES_MAX = 20 * 1024 * 1024

/** As many first bytes as `contentTypeOf` looks at. */
export const SIGNATURE_BYTES = 16

const contentTypes = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/heic': ['.heic', '.heif'],
  'application/pdf': ['.pdf'],
} as const

export type EvidenceContentType = keyof typeof contentTypes
export const evidenceContentTypes = Object.keys(contentTypes) as readonly EvidenceContentType[]

/** Brands of ISO base media files that hold HEIF pictures (ISO/IEC 23008-12), as phones write them. */
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])

/** By the signature at the start of the file; undefined for anything that is not allowed. */
export function contentTypeOf(start: Uint8Array): EvidenceContentType | undefined {
  const text = String.fromCharCode(...start.subarray(0, SIGNATURE_BYTES))
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp'
  if (text.slice(4, 8) === 'ftyp' && HEIC_BRANDS.has(text.slice(8, 12))) return 'image/heic'
  if (text.startsWith('%PDF-')) return 'application/pdf'
  return undefined
}

const NAME_LENGTH_MAX = 200

/** Control characters, marks that turn the direction of text (`gpj.exe` read as `exe.jpg`) and halves of characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
const HARMFUL_IN_PATHS = /[\\/:*?"<>|]/g

/**
 * A name that is safe to show and to save under: no path, nothing invisible, not hidden, and an ending that belongs to
 * what the file is. Text that leaves nothing becomes `evidence`.
 */
export function safeName(name: string, contentType: EvidenceContentType): string {
  const visible = name.normalize('NFC').replace(INVISIBLE, '')
  const last = visible.split(/[\\/]/).at(-1) ?? ''
  const plain = last
    .replace(HARMFUL_IN_PATHS, '_')
    .trim()
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '')
  const endings: readonly string[] = contentTypes[contentType]
  const ending = endings.find((known) => plain.toLowerCase().endsWith(known))
  const stem = [...(ending ? plain.slice(0, -ending.length) : plain)].slice(0, NAME_LENGTH_MAX).join('')
  return `${stem || 'evidence'}${ending ? plain.slice(-ending.length) : endings[0]}`
}

/** RFC 6266 with RFC 8187: always saved, never shown in place; the plain name for old clients has only ASCII. */
export function attachmentHeader(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
