export * from './health-checks.adapter.js'
