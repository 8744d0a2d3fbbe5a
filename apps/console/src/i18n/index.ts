import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language } from '../figures/numbers.js'
import { zhCn } from './zh-cn.js'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof zhCn }
  }
}

const REMEMBERED = 'zhuji.language'

function remembered(): Language {
  return localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'zh-CN'
}

export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zhCn } },
    interpolation: { escapeValue: false },
  })
  if (remembered() === 'en') await changeLanguage('en')
  else document.documentElement.lang = 'zh-CN'
}

export async function changeLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./en.js')
    i18next.addResourceBundle('en', 'translation', en)
  }
  await i18next.changeLanguage(language)
  localStorage.setItem(REMEMBERED, language)
  document.documentElement.lang = language
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN'
}

/** The sentences, the language, and how a word of the shared vocabulary is said in it. */
export function useWords() {
  const { t } = useTranslation()
  const language = currentLanguage()
  return { t, language, say: (term: { readonly zh: string; readonly en: string }) => sayIn(language, term) }
}

export function sayIn(language: Language, term: { readonly zh: string; readonly en: string }): string {
  return language === 'en' ? term.en : term.zh
}
