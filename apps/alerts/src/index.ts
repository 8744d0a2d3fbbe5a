export const name = 'alerts'
