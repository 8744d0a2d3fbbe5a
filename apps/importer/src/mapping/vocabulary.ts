export { facilityKindIds, fundSourceIds } from '@zhuji/contracts'

/** What is done to the facility, as the register of projects knows it. */
export const constructionIds = ['new', 'extension', 'refurbishment'] as const
export type Construction = (typeof constructionIds)[number]
