import type { Cell } from '../api/types.js'
import { capacityKindIds, capacityKinds } from '@zhuji/contracts'
import { count, money, percent, type Quantity } from '../figures/numbers.js'
import { QuantityText } from '../figures/quantity.js'
import { useWords } from '../i18n/index.js'

const RATES = ['start-rate', 'investment-completion-rate', 'disbursement-rate', 'in-use-rate'] as const

export function WallFigures({ total }: { readonly total: Cell }) {
  const { t, language, say } = useWords()
  const rate = (id: string): Quantity => {
    const value = total.figures.find((figure) => figure.id === id)?.value
    return { number: percent(value), unit: typeof value === 'number' ? '%' : '' }
  }
  // In the order of the vocabulary: places and beds are what the public asks for, floor area is not.
  const first = capacityKindIds.flatMap((kind) => total.capacity.find((cell) => cell.kind === kind) ?? [])[0]
  const figures = [
    { name: t('figure.projects'), quantity: { number: count(total.projects), unit: t('wall.projectsUnit') } },
    { name: t('figure.in-place'), quantity: money(total.inPlaceFen, language) },
    ...RATES.map((id) => ({ name: t(`figure.${id}`), quantity: rate(id) })),
  ]
  return (
    <section className="wall-figures">
      {figures.map(({ name, quantity }) => (
        <div key={name} className="wall-figure">
          <span className="wall-figure-name">{name}</span>
          <QuantityText quantity={quantity} />
        </div>
      ))}
      {first && (
        <div className="wall-figure">
          <span className="wall-figure-name">
            {say(capacityKinds[first.kind])} · {t('wall.inUse')}
          </span>
          <span className="quantity">
            {count(first.delivered)}
            <small>
              {' '}
              / {count(first.planned)} {say(capacityKinds[first.kind].unit)}
            </small>
          </span>
        </div>
      )}
    </section>
  )
}
