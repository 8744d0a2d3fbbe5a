import { useWords } from '../i18n/index.js'
import type { Cut } from './closing-types.js'

/** What figures stand on, in one sentence. */
export function CutLine({ cut: { asOf, knownOn, logs } }: { readonly cut: Cut }) {
  const { t } = useWords()
  const places = logs.map(({ service, checkpoint, position }) => `${service} #${checkpoint}@${position}`).join(' · ')
  return (
    <p className="cut">
      {t('closing.cut', { asOf, knownOn })}
      <br />
      {t('closing.logs')} {places}
    </p>
  )
}
