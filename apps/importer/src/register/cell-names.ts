/** Values a mapping's rules look at are read as text under the column's own name. */
export const asText = (column: string): string => `text of ${column}`
export const asLevel = (place: number): string => `level ${place}`

export function columnsIn(template: string): string[] {
  return [...template.matchAll(/\{([^}]+)\}/gu)].map((match) => match[1]!)
}
