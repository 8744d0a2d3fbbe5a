export * from './console/console-files.adapter.js'
export * from './issuer/index.js'
export * from './start/index.js'
