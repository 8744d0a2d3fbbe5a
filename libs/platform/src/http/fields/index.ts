export * from './field.decorator.js'
export * from './nested.decorator.js'
export * from './number.decorator.js'
export * from './text.decorator.js'
