export const name='alerts'
