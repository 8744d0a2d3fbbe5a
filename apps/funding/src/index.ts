export const name='funding'
