export * from './access-token.adapter.js'
export * from './commands-client.adapter.js'
export * from './tokens.config.js'
