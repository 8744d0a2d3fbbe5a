import { changeLanguage, useWords } from '../i18n/index.js'

export function LanguageSwitch() {
  const { t, language } = useWords()
  const other = language === 'en' ? 'zh-CN' : 'en'
  return (
    <button type="button" className="quiet" lang={other} onClick={() => void changeLanguage(other)}>
      {t('language.switch')}
    </button>
  )
}
