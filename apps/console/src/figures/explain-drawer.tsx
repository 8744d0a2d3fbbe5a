import { lazy, Suspense } from 'react'
import { useExplained } from './use-explain.js'

const Opened = lazy(async () => ({ default: (await import('./explain-panel.js')).ExplainPanel }))

/** The drawer behind every figure; its code is loaded with the first figure that is opened. */
export function ExplainDrawer() {
  const question = useExplained()
  if (!question) return null
  return (
    <Suspense>
      <Opened question={question} />
    </Suspense>
  )
}
