export const name = 'registry'
