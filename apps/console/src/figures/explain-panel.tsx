import { Button, Drawer } from 'antd'
import { Link } from 'react-router'
import { useExplanation, useProjectNames } from '../api/hooks.js'
import type { ExplainedEvent, Explanation } from '../api/types.js'
import { Nothing, Waiting } from '../app/states.js'
import { useWords } from '../i18n/index.js'
import { denominatorName } from './figure-names.js'
import { type FigureAnswer, partText, valueText } from './figure-answer.js'
import { StoryList } from './story-list.js'
import { useExplain } from './use-explain.js'

/** A figure with its parts, its rule and its cut-off, and below them every fact it consists of with what that fact adds. */
export function ExplainPanel({ question }: { readonly question: Readonly<Record<string, string>> }) {
  const { t, say } = useWords()
  const { close } = useExplain()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useExplanation(question)
  const first = data?.pages[0]
  const events = data?.pages.flatMap((page) => page.events) ?? []
  const title = first ? `${t('explain.title')}：${say(first.name)}` : t('explain.title')
  return (
    <Drawer open onClose={close} size={600} title={title} className="explain">
      {first ? <Answer answer={first} /> : <Waiting error={error} onRetry={refetch} />}
      {first && <h3>{t('explain.events')}</h3>}
      {first && events.length === 0 && <Nothing title={t('explain.noEvents')} />}
      {first && <EventsByProject answer={first} events={events} isOfOne={question.projectId !== undefined} />}
      {hasNextPage && (
        <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('action.more')}
        </Button>
      )}
    </Drawer>
  )
}

interface EventsByProjectProps {
  readonly answer: Explanation
  readonly events: readonly ExplainedEvent[]
  readonly isOfOne: boolean
}

function EventsByProject({ answer, events, isOfOne }: EventsByProjectProps) {
  const { t, language } = useWords()
  const groups = new Map<string, ExplainedEvent[]>()
  for (const event of events) groups.set(event.projectId, [...(groups.get(event.projectId) ?? []), event])
  const names = useProjectNames([...groups.keys()])
  const aside = ({ adds }: ExplainedEvent) =>
    t('explain.adds', { amount: partText(answer, adds.numerator === 0 ? adds.denominator : adds.numerator, language) })
  return [...groups].map(([projectId, items]) => (
    <section key={projectId} tabIndex={0} aria-label={names.get(projectId) ?? t('explain.events')}>
      {!isOfOne && (
        <p className="story-group">
          <Link to={`/projects/${projectId}`}>{names.get(projectId) ?? projectId}</Link>
        </p>
      )}
      <StoryList items={items} aside={aside} />
    </section>
  ))
}

function Answer({ answer }: { readonly answer: Explanation }) {
  const { t, language, say } = useWords()
  const {
    id,
    version,
    value,
    numerator,
    denominator,
    denominatorIs,
    rule,
    target,
    unknown,
    projects,
    asOf,
    knownOn,
    positions,
  } = answer
  return (
    <dl className="facts wide">
      <dt>{t('explain.value')}</dt>
      <dd className="big">{valueText(answer, value, language)}</dd>
      {denominator !== null && (
        <>
          <dt>{t('explain.numerator')}</dt>
          <dd>{partText(answer, numerator, language)}</dd>
          <dt>{t('explain.denominator')}</dt>
          <dd>
            {partText(answer, denominator, language)}
            {denominatorIs && <span className="muted">（{denominatorName(denominatorIs, t)}）</span>}
          </dd>
        </>
      )}
      <dt>{t('explain.definition')}</dt>
      <dd>
        {say(rule)}
        <span className="block muted">
          <code>{id}</code> {t('explain.version', { version })}
        </span>
        <span className="block muted">{t('explain.projects', { count: projects })}</span>
        {unknown > 0 && <span className="block warn">{t('explain.unknown', { count: unknown })}</span>}
      </dd>
      {target && <Target target={target} />}
      <dt>{t('explain.cutOff')}</dt>
      <dd>
        {asOf}
        {knownOn && <span className="muted"> · {t('explain.knownOn', { day: knownOn })}</span>}
      </dd>
      <dt>{t('explain.position')}</dt>
      <dd className="positions">
        {Object.entries(positions).map(([source, position]) => (
          <span key={source}>
            {source} <code>{position}</code>
          </span>
        ))}
      </dd>
    </dl>
  )
}

function Target({ target: { name, version, cutOffOn } }: { readonly target: NonNullable<FigureAnswer['target']> }) {
  const { t, say } = useWords()
  return (
    <>
      <dt>{t('explain.target')}</dt>
      <dd>
        {say(name)}
        <span className="block muted">
          {version !== null && t('explain.baseline', { version })}
          {cutOffOn === null ? t('explain.targetWhole') : t('explain.targetUntil', { day: cutOffOn })}
        </span>
      </dd>
    </>
  )
}
