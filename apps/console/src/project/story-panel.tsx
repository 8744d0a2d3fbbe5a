import { Button } from 'antd'
import { useStory } from '../api/hooks.js'
import { useClocks } from '../app/clocks.js'
import { Nothing, Waiting } from '../app/states.js'
import { StoryList } from '../figures/story-list.js'
import { useWords } from '../i18n/index.js'
import { useState } from 'react'

const SHOWN_FIRST = 12
const SHOWN_MORE = 50

/** Everything on record about the project, newest knowledge first. Shares its answer with the curve above. */
export function StoryPanel({ projectId }: { readonly projectId: string }) {
  const { t } = useWords()
  const clocks = useClocks()
  const [shown, setShown] = useState(SHOWN_FIRST)
  const story = useStory(projectId, { ...clocks, limit: 100 })
  const items = story.data?.pages.flatMap((page) => page.items)
  const newestFirst = items && [...items].sort((one, other) => order(other).localeCompare(order(one)))
  const isMore = newestFirst !== undefined && newestFirst.length > shown
  const more = () => {
    setShown(shown + SHOWN_MORE)
    if (story.hasNextPage && items && items.length < shown + SHOWN_MORE) void story.fetchNextPage()
  }
  return (
    <section className="panel">
      <h2>{t('project.story')}</h2>
      {!items && <Waiting error={story.error} onRetry={story.refetch} />}
      {items?.length === 0 && <Nothing title={t('project.noStory')} />}
      <StoryList items={newestFirst?.slice(0, shown) ?? []} />
      {(isMore || story.hasNextPage) && (
        <Button block loading={story.isFetchingNextPage} onClick={more}>
          {t('action.more')}
        </Button>
      )}
    </section>
  )
}

function order({ knownOn, recordedAt }: { readonly knownOn: string; readonly recordedAt: string }): string {
  return `${knownOn} ${recordedAt}`
}
