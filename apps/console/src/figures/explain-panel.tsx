import { Button, Drawer } from 'antd'
import { useExplanation } from '../api/hooks.js'
import type { Explanation } from '../api/types.js'
import { Nothing, Waiting } from '../app/states.js'
import { useWords } from '../i18n/index.js'
import { figureName } from './figure-names.js'
import { count, joined, money, percent } from './numbers.js'
import { StoryList } from './story-list.js'
import { useExplain } from './use-explain.js'

type Question = Readonly<Record<string, string>>

export function ExplainPanel({ question }: { readonly question: Question }) {
  const { t, language } = useWords()
  const { close } = useExplain()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useExplanation(question)
  const first = data?.pages[0]
  const events = data?.pages.flatMap((page) => page.events) ?? []
  const name = figureName(question.figure ?? '', t, language)
  return (
    <Drawer open onClose={close} size={560} title={`${t('explain.title')}：${name}`} className="explain">
      {first ? <Answer answer={first} question={question} /> : <Waiting error={error} onRetry={refetch} />}
      {first && <h3>{t('explain.events')}</h3>}
      {first && events.length === 0 && <Nothing title={t('explain.noEvents')} />}
      <StoryList items={events} />
      {hasNextPage && (
        <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('action.more')}
        </Button>
      )}
    </Drawer>
  )
}

function Answer({ answer, question }: { readonly answer: Explanation; readonly question: Question }) {
  const { t, say } = useWords()
  const definition = answer.definition ?? answer.rule
  const { figure = '', ...scope } = question
  const shown = useShown(figure)
  return (
    <dl className="facts wide">
      <dt>{t('explain.value')}</dt>
      <dd className="big">{shown.value(answer.value)}</dd>
      {answer.denominator !== null && answer.denominator !== undefined && (
        <>
          <dt>{t('explain.numerator')}</dt>
          <dd>{shown.part(answer.numerator)}</dd>
          <dt>{t('explain.denominator')}</dt>
          <dd>{shown.part(answer.denominator)}</dd>
        </>
      )}
      {definition && (
        <>
          <dt>{t('explain.definition')}</dt>
          <dd>{say(definition)}</dd>
        </>
      )}
      {answer.unknown ? <dd className="warn">{t('explain.unknown', { count: answer.unknown })}</dd> : null}
      {scope.knownOn && (
        <>
          <dt>{t('explain.cutOff')}</dt>
          <dd>{scope.knownOn}</dd>
        </>
      )}
      <Positions positions={answer.positions} />
    </dl>
  )
}

const MONEY_RATES = new Set(['investment-completion-rate', 'disbursement-rate', 'in-place-rate', 'paid'])
const MONEY = new Set([
  'budget',
  'allocated',
  'in-place',
  'committed',
  'certified',
  'disbursed',
  'refunded',
  'completed-investment',
])

function useShown(figure: string) {
  const { language } = useWords()
  const amount = (value: number | null) => joined(money(value, language))
  const isPercent = figure.endsWith('-rate') || figure === 'physical' || figure === 'paid'
  return {
    value: (value: number | null) =>
      MONEY.has(figure) ? amount(value) : isPercent && value !== null ? `${percent(value)} %` : count(value),
    part: (value: number | null) => (MONEY_RATES.has(figure) ? amount(value) : count(value)),
  }
}

/** Up to where each log had been read; shape per source, shown as it came. */
function Positions({ positions }: { readonly positions: unknown }) {
  const { t } = useWords()
  if (!positions || typeof positions !== 'object') return null
  return (
    <>
      <dt>{t('explain.position')}</dt>
      <dd className="positions">
        {Object.entries(positions).map(([source, position]) => (
          <span key={source}>
            {source} <code>{positionText(position)}</code>
          </span>
        ))}
      </dd>
    </>
  )
}

function positionText(position: unknown): string {
  if (position === null || typeof position !== 'object') return String(position)
  const { xid, position: place } = position as { xid?: unknown; position?: unknown }
  return xid === undefined ? JSON.stringify(position) : `${String(xid)}-${String(place)}`
}
