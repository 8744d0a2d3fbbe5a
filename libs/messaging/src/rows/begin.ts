/** Prepared, because what the driver sends as plain text leaves by itself, ahead of the statements it travels with. */
export const BEGIN = { name: 'begin', text: 'begin' }
