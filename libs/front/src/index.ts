export * from './console/console-files.adapter.js'
export * from './issuer/index.js'
