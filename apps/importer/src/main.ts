export const name='importer'
