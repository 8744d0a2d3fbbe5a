export const name='registry'
