import type { BulletinDefinition, BulletinPart, TargetLineRef } from './closing-types.js'

/** A definition while it is written; '' where nothing is chosen. */
export interface BulletinDraft {
  readonly zh: string
  readonly en: string
  readonly region: string
  readonly facilityGroup: string
  readonly facilityKind: string
  readonly parts: readonly BulletinPart[]
  readonly lines: readonly TargetLineRef[]
}

export const emptyBulletin: BulletinDraft = {
  zh: '',
  en: '',
  region: '',
  facilityGroup: '',
  facilityKind: '',
  parts: [],
  lines: [],
}

export function draftOf({ title, filters, parts, lines }: BulletinDefinition): BulletinDraft {
  const { region = '', facilityGroup = '', facilityKind = '' } = filters
  return { ...title, region, facilityGroup, facilityKind, parts, lines }
}

/** What is sent; undefined while something is missing. */
export function readBulletin({ zh, en, parts, lines, region, facilityGroup, facilityKind }: BulletinDraft) {
  const title = { zh: zh.trim(), en: en.trim() }
  if (title.zh === '' || title.en === '' || parts.length + lines.length === 0) return undefined
  const filters = {
    ...(region && { region }),
    ...(facilityGroup && { facilityGroup }),
    ...(facilityKind && { facilityKind }),
  }
  return { title, filters, parts, lines }
}

/** With the item, or without it where it is there; `order` says where a new one belongs. */
export function toggled<Item>(items: readonly Item[], item: Item, order: readonly Item[]): readonly Item[] {
  const text = JSON.stringify(item)
  const others = items.filter((each) => JSON.stringify(each) !== text)
  if (others.length < items.length) return others
  const places = new Map(order.map((each, place) => [JSON.stringify(each), place]))
  const placeOf = (each: Item) => places.get(JSON.stringify(each)) ?? places.size
  return [...items, item].toSorted((one, other) => placeOf(one) - placeOf(other))
}
