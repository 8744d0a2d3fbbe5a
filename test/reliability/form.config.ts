import { appendFileSync } from 'node:fs'

/** The short form runs with every test; the long one when `npm run reliability` asks for it, with figures to keep. */
const asked = process.env.RELIABILITY_FAULT
export const seed = Number(process.env.RELIABILITY_SEED ?? 20_261_122)
const figuresFile = process.env.RELIABILITY_FIGURES

export const isLong = asked !== undefined

const share = Number(process.env.RELIABILITY_SHARE ?? 1)

/** So many of a long form's rounds as were asked for, at least one. */
export function rounds(sizes: { readonly short: number; readonly long: number }): number {
  return isLong ? Math.max(1, Math.round(sizes.long * share)) : sizes.short
}

/** The size of a test in the form that runs. */
export function form<Size>(sizes: { readonly short: Size; readonly long: Size }): Size {
  return isLong ? sizes.long : sizes.short
}

/** Keeps what a long form measured; `npm run reliability` prints it. */
export function tell(fault: string, figures: object): void {
  if (figuresFile) appendFileSync(figuresFile, `${JSON.stringify({ fault, seed, ...figures })}\n`)
}
