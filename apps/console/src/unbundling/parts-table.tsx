import { capacityKinds } from '@zhuji/contracts'
import { count, moneyText } from '../figures/numbers.js'
import { useWords } from '../i18n/index.js'
import { idsIn, termOf } from '../i18n/terms.js'
import {
  budgetShare,
  capacityShare,
  kindsOf,
  type PartDraft,
  partOf,
  type Registered,
  type Share,
  type UnbundlingDraft,
} from './unbundling.js'

interface PartsTableProps {
  readonly aPackage: Registered
  readonly draft: UnbundlingDraft
  readonly change: (changes: Partial<UnbundlingDraft>) => void
}

/** Each part on a row, and below them what the package has, what they take and what it keeps. */
export function PartsTable({ aPackage, draft, change }: PartsTableProps) {
  const { t, language } = useWords()
  const { parts } = draft
  const kinds = kindsOf(aPackage, draft)
  const budget = budgetShare(aPackage, parts)
  const shares = kinds.map((kind) => capacityShare(aPackage, kind, parts))
  const fen = (value: number | null) => moneyText(value, language)
  const setPart = (place: number, changes: Partial<PartDraft>) =>
    change({ parts: parts.map((part, index) => (index === place ? { ...part, ...changes } : part)) })
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('unbundling.parts')}>
        <table className="grid unbundling" data-field="parts">
          <thead>
            <Heads kinds={kinds} />
          </thead>
          <tbody>
            {parts.map((part, place) => (
              <Part
                key={place}
                {...{ part, place, kinds }}
                change={(changes) => setPart(place, changes)}
                onRemove={
                  parts.length > 2 ? () => change({ parts: parts.filter((_, index) => index !== place) }) : undefined
                }
              />
            ))}
          </tbody>
          <tfoot>
            {(['has', 'taken', 'keeps'] as const).map((line) => (
              <tr key={line} className={line === 'keeps' ? 'total' : ''} data-share={line}>
                <th scope="row" colSpan={3}>
                  {t(`unbundling.${line}`)}
                </th>
                {shares.map((share, index) => (
                  <ShareCell key={kinds[index]} share={share} line={line} text={count} />
                ))}
                <ShareCell share={budget} line={line} text={fen} />
                <td />
              </tr>
            ))}
          </tfoot>
        </table>
      </div>
      <p className="left-out">
        <button
          type="button"
          className="act"
          onClick={() => change({ parts: [...parts, partOf(aPackage, parts.length + 1)] })}
        >
          + {t('unbundling.addPart')}
        </button>
        <AddedKind kinds={kinds} onAdd={(kind) => change({ addedKinds: [...draft.addedKinds, kind] })} />
      </p>
    </>
  )
}

/** A kind of capacity that the package does not name. */
function AddedKind({ kinds, onAdd }: { readonly kinds: readonly string[]; readonly onAdd: (kind: string) => void }) {
  const { t, say } = useWords()
  return (
    <select aria-label={t('unbundling.addKind')} value="" onChange={(event) => onAdd(event.target.value)}>
      <option value="">{t('unbundling.addKind')}</option>
      {idsIn('capacityKinds')
        .filter((kind) => !kinds.includes(kind))
        .map((kind) => (
          <option key={kind} value={kind}>
            {say(termOf('capacityKinds', kind))}
          </option>
        ))}
    </select>
  )
}

function Heads({ kinds }: { readonly kinds: readonly string[] }) {
  const { t } = useWords()
  const kindText = useKindText()
  return (
    <tr>
      <th scope="col">{t('unbundling.name')}</th>
      <th scope="col">{t('unbundling.code')}</th>
      <th scope="col">{t('project.kind')}</th>
      {kinds.map((kind) => (
        <th key={kind} scope="col" className="number">
          {kindText(kind)}
        </th>
      ))}
      <th scope="col" className="number">
        {t('unbundling.budget')}
      </th>
      <th scope="col">
        <span className="unseen">{t('action.remove')}</span>
      </th>
    </tr>
  )
}

function useKindText() {
  const { say } = useWords()
  return (kind: string) => {
    const { unit } = capacityKinds[kind as keyof typeof capacityKinds]
    return `${say(termOf('capacityKinds', kind))} / ${say(unit)}`
  }
}

interface PartProps {
  readonly part: PartDraft
  readonly place: number
  readonly kinds: readonly string[]
  readonly change: (changes: Partial<PartDraft>) => void
  readonly onRemove: (() => void) | undefined
}

function Part({ part, place, kinds, change, onRemove }: PartProps) {
  const { t, say } = useWords()
  const kindText = useKindText()
  const box = (what: string, value: string, { set, isNumber }: { set: (text: string) => void; isNumber?: boolean }) => (
    <input
      type="text"
      autoComplete="off"
      inputMode={isNumber ? 'decimal' : undefined}
      className={isNumber ? 'number' : ''}
      aria-label={t('unbundling.ofPart', { what, number: place + 1 })}
      value={value}
      onChange={(event) => set(event.target.value)}
    />
  )
  return (
    <tr>
      <td>{box(t('unbundling.name'), part.name, { set: (name) => change({ name }) })}</td>
      <td>{box(t('unbundling.code'), part.localCode, { set: (localCode) => change({ localCode }) })}</td>
      <td>
        <select
          aria-label={t('unbundling.ofPart', { what: t('project.kind'), number: place + 1 })}
          value={part.facilityKind}
          onChange={(event) => change({ facilityKind: event.target.value })}
        >
          {idsIn('facilityKinds').map((kind) => (
            <option key={kind} value={kind}>
              {say(termOf('facilityKinds', kind))}
            </option>
          ))}
        </select>
      </td>
      {kinds.map((kind) => (
        <td key={kind} className="number">
          {box(kindText(kind), part.capacity[kind] ?? '', {
            isNumber: true,
            set: (amount) => change({ capacity: { ...part.capacity, [kind]: amount } }),
          })}
        </td>
      ))}
      <td className="number">
        {box(t('unbundling.budget'), part.budget, { isNumber: true, set: (budget) => change({ budget }) })}
      </td>
      <td>
        {onRemove && (
          <button
            type="button"
            className="quiet"
            aria-label={`${t('action.remove')} ${part.name || place + 1}`}
            onClick={onRemove}
          >
            ✕
          </button>
        )}
      </td>
    </tr>
  )
}

interface ShareCellProps {
  readonly share: Share | undefined
  readonly line: keyof Share
  readonly text: (value: number | null) => string
}

/** A dash while it is unknown, or while something typed is no number. */
function ShareCell({ share, line, text }: ShareCellProps) {
  const value = share?.[line] ?? null
  return <td className={value !== null && value < 0 ? 'number warn' : 'number'}>{text(value)}</td>
}
