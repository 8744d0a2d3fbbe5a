import { columnsIn, asLevel, asText } from './cell-names.js'
import type { RegisterMapping } from '../mapping/mapping.js'
import type { ReadCells } from '../rows/row-cells.js'
import type { Division, RegisterRow } from './register-row.js'

type Description = Pick<RegisterRow, 'facilityKind' | 'capacity' | 'regionPath' | 'ownerUnit'>

/** What a mapping's rules make of several cells. A rule that would look at a cell that is not trusted gives nothing. */
export function describeWork(mapping: RegisterMapping, cells: ReadCells): Description {
  return {
    ...facilityOf(mapping, cells),
    regionPath: regionPathOf(mapping, cells),
    ownerUnit: ownerUnitOf(mapping, cells),
  }
}

function facilityOf(
  { facilityKinds }: RegisterMapping,
  cells: ReadCells,
): Pick<Description, 'facilityKind' | 'capacity'> {
  for (const { column, pattern, kind, capacity } of facilityKinds) {
    if (!cells.trusted.has(asText(column))) return {}
    const match = new RegExp(pattern, 'iu').exec(textOf(cells, column))
    if (!match) continue
    const amount = Number(match[1])
    return capacity && amount > 0
      ? { facilityKind: kind, capacity: [{ kind: capacity, amount }] }
      : { facilityKind: kind }
  }
  return {}
}

/** A blank level ends the path: a work of unknown town still lies in its state. */
function regionPathOf({ region }: RegisterMapping, cells: ReadCells): readonly Division[] | undefined {
  const path: Division[] = [region.root]
  for (const place of region.levels.keys()) {
    if (!cells.trusted.has(asLevel(place))) return undefined
    const name = cells.values.get(asLevel(place)) as string | undefined
    if (name === undefined) break
    path.push({ code: divisionCode(path.at(-1)!.code, name), name })
  }
  return path
}

const CODE_MAX = 64

/** `BR-PE` and `Altinho` → `BR-PE-altinho`. Accents, case and apostrophes do not make another place. */
export function divisionCode(parentCode: string, name: string): string {
  const isShort = /^[A-Z0-9]{1,6}$/.test(name)
  return `${parentCode}-${isShort ? name : slugOf(name)}`.slice(0, CODE_MAX)
}

export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’`]/gu, '')
    .toLowerCase()
  return plain.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/gu, '') || 'unnamed'
}

function ownerUnitOf({ ownerUnits, region }: RegisterMapping, cells: ReadCells): Description['ownerUnit'] {
  for (const { when, id, name } of ownerUnits) {
    const looked = [...(when ? [when.column] : []), ...id, ...columnsIn(name)]
    if (looked.some((column) => !cells.trusted.has(asText(column)))) return undefined
    if (when && !new RegExp(when.pattern, 'u').test(textOf(cells, when.column))) continue
    if (id.some((column) => textOf(cells, column) === '')) continue
    const unitId = id.reduce((code, column) => divisionCode(code, textOf(cells, column)), region.root.code)
    const unitName = name.replaceAll(/\{([^}]+)\}/gu, (_, column: string) => textOf(cells, column))
    return { id: unitId, name: unitName }
  }
  return { id: region.root.code, name: region.root.name }
}

function textOf({ values }: ReadCells, column: string): string {
  return (values.get(asText(column)) as string | undefined) ?? ''
}
