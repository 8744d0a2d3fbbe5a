import type { StoryItem } from '../api/types.js'
import { useWords } from '../i18n/index.js'
import { instantText } from './days.js'

interface StoryListProps<Item extends StoryItem> {
  readonly items: readonly Item[]
  readonly aside?: (item: Item) => string
}

/** Recorded facts with both clocks: when it happened, when it became known, when our log took it in, and by whom. */
export function StoryList<Item extends StoryItem>({ items, aside }: StoryListProps<Item>) {
  const { language, say } = useWords()
  return (
    <ol className="story">
      {items.map((item) => (
        <li key={item.eventId} className={`story-item from-${item.source}`}>
          <p className="story-head">
            <span>{say(item.summary)}</span>
            {aside && <span className="story-aside">{aside(item)}</span>}
          </p>
          <Clocks item={item} language={language} />
        </li>
      ))}
    </ol>
  )
}

function Clocks({ item, language }: { readonly item: StoryItem; readonly language: 'zh-CN' | 'en' }) {
  const { t } = useWords()
  const { occurredOn, knownOn, knownOnClaimed, recordedAt, actor } = item
  return (
    <p className="story-clocks">
      <time dateTime={occurredOn}>{t('project.occurred', { day: occurredOn })}</time>
      {(knownOnClaimed || knownOn !== occurredOn) && (
        <span>
          {t('project.known', { day: knownOn })}
          {knownOnClaimed && `（${t('project.claimed')}）`}
        </span>
      )}
      <time dateTime={recordedAt}>{t('project.recorded', { time: instantText(recordedAt, language) })}</time>
      <span>{actor.unit ? `${actor.person} · ${actor.unit}` : actor.person}</span>
    </p>
  )
}
