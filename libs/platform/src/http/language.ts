export type Language = 'zh-CN' | 'en'

/** The caller's language by Accept-Language (RFC 9110 12.5.4); Chinese unless English is preferred. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return 'zh-CN'
  let best: { language: Language; quality: number } = { language: 'zh-CN', quality: 0 }
  for (const part of acceptLanguage.slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const language = tag.startsWith('zh') ? 'zh-CN' : tag.startsWith('en') ? 'en' : undefined
    if (!language) continue
    const weight = parameters.map((text) => /^\s*q=(\d(?:\.\d+)?)$/.exec(text)?.[1]).find((text) => text !== undefined)
    const quality = weight === undefined ? 1 : Number(weight)
    if (quality > best.quality) best = { language, quality }
  }
  return best.language
}
