import type { Term } from '@zhuji/contracts'
import type { Figures } from '@zhuji/kernel'
import { figureText } from './figure-text.js'
import type { Language } from './language.js'

/** By slug; `{name}` takes the figure of that name. */
export type MessageCatalogue = Readonly<Record<string, Term>>

const catalogue = new Map<string, Term>()

/**
 * Adds a service's messages. A slug means one thing in the whole system: registering another text for a known slug is a
 * programmer error and throws; registering the same again (a module loaded twice) does nothing.
 */
export function registerMessages(messages: MessageCatalogue): void {
  for (const [slug, term] of Object.entries(messages)) {
    const known = catalogue.get(slug)
    if (known && (known.zh !== term.zh || known.en !== term.en)) {
      throw new Error(`the message ${slug} is already registered with another text`)
    }
    catalogue.set(slug, term)
  }
}

/** The sentence for a slug, its figures filled in; without a sentence the slug and the figures themselves. */
export function messageOf(slug: string, figures: Figures, language: Language): string {
  const term = catalogue.get(slug)
  if (!term) return fallback(slug, figures, language)
  const text = language === 'en' ? term.en : term.zh
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(figures, name) ? figures[name] : undefined
    return value === undefined ? placeholder : figureText(name, value, language)
  })
}

function fallback(slug: string, figures: Figures, language: Language): string {
  const parts = Object.entries(figures).map(([name, value]) => `${name}=${figureText(name, value, language)}`)
  return parts.length === 0 ? slug : `${slug} (${parts.join(', ')})`
}
