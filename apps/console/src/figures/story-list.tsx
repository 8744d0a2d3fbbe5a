import type { StoryItem } from '../api/types.js'
import { useWords } from '../i18n/index.js'
import { dayText, instantText } from './days.js'
import { eventFacts } from './event-facts.js'

/** Recorded facts with both clocks: when it happened, when it became known, when our log took it in, and by whom. */
export function StoryList({ items }: { readonly items: readonly StoryItem[] }) {
  const { t, language, say } = useWords()
  return (
    <ol className="story">
      {items.map((item) => (
        <li key={item.eventId} className={`story-item from-${item.source}`}>
          <p className="story-head">
            <strong>{say(item.summary)}</strong>
            <span className="story-facts">{eventFacts(item, language)}</span>
          </p>
          <p className="story-clocks">
            <time dateTime={item.occurredOn}>{t('project.occurred', { day: dayText(item.occurredOn) })}</time>
            {(item.knownOnClaimed || item.knownOn !== item.occurredOn) && (
              <span>
                {t('project.known', { day: item.knownOn })}
                {item.knownOnClaimed && `（${t('project.claimed')}）`}
              </span>
            )}
            <time dateTime={item.recordedAt}>
              {t('project.recorded', { time: instantText(item.recordedAt, language) })}
            </time>
            <span>{item.actor.unit ? `${item.actor.person} · ${item.actor.unit}` : item.actor.person}</span>
          </p>
        </li>
      ))}
    </ol>
  )
}
