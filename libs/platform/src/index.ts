export * from './embedded-postgres/embedded-postgres.adapter.js'
export * from './embedded-postgres/free-port.adapter.js'
export * from './embedded-postgres/guarded-process.adapter.js'
