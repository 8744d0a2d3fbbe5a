export const name='standalone'
