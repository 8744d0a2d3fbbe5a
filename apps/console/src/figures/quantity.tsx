import { useWords } from '../i18n/index.js'
import { money, type Quantity } from './numbers.js'

export function QuantityText({ quantity: { number, unit } }: { readonly quantity: Quantity }) {
  return (
    <span className="quantity">
      {number}
      {unit && <small> {unit}</small>}
    </span>
  )
}

export function Money({ fen }: { readonly fen: number | null | undefined }) {
  const { language } = useWords()
  return <QuantityText quantity={money(fen, language)} />
}
