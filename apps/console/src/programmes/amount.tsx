import { capacityKinds } from '@zhuji/contracts'
import { count, money, percent, type Quantity, UNKNOWN } from '../figures/numbers.js'
import { QuantityText } from '../figures/quantity.js'
import { useWords } from '../i18n/index.js'

/** An amount in the unit of its line: places, beds, projects, money or a percentage. Unknown is a dash. */
export function Amount({ value, unit }: { readonly value: number | null; readonly unit: string }) {
  const { t, say, language } = useWords()
  const quantity = (): Quantity => {
    if (value === null) return { number: UNKNOWN, unit: '' }
    if (unit === 'fen') return money(value, language)
    if (unit === 'percent') return { number: percent(value), unit: '%' }
    if (unit === 'projects') return { number: count(value), unit: t('programme.projectUnit') }
    const kind = Object.hasOwn(capacityKinds, unit) ? capacityKinds[unit as keyof typeof capacityKinds] : undefined
    return { number: count(value), unit: kind ? say(kind.unit) : unit }
  }
  return <QuantityText quantity={quantity()} />
}
