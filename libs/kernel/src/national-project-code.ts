/**
 * The national project code of China's online approval platform: `YYMM-RRRRRR-DD-TT-NNNNNC`, 20 digits: year and month,
 * administrative division, guiding department, type, serial, check digit. The check digit is ISO 7064 MOD 11,10 over the
 * first 19 digits. Codes from before 2020 and local codes have other layouts, so a wrong digit is a warning for the
 * office, never a refusal.
 */
const LAYOUT = /^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}$/

export type NationalCodeVerdict = 'valid' | 'wrong-check-digit' | 'other-layout'

export function checkNationalProjectCode(code: string): NationalCodeVerdict {
  if (!LAYOUT.test(code)) return 'other-layout'
  const digits = code.replaceAll('-', '')
  return checkDigit(digits.slice(0, 19)) === Number(digits[19]) ? 'valid' : 'wrong-check-digit'
}

/** ISO 7064 MOD 11,10: fold each digit into a remainder modulo 10, doubled modulo 11. */
function checkDigit(digits: string): number {
  let product = 10
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10
}
