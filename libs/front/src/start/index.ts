export * from './banner.js'
export * from './messages.js'
export * from './port.adapter.js'
export * from './told.js'
