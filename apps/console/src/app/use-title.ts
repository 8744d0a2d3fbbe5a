import { useEffect } from 'react'
import { useWords } from '../i18n/index.js'

export function useTitle(title: string): void {
  const { t } = useWords()
  useEffect(() => {
    document.title = `${title} · ${t('product')}`
  }, [title, t])
}
