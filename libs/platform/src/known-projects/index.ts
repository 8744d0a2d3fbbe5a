export * from './known-projects.consumer.js'
export { KnownProjects, type KnownProject } from './known-projects.repository.js'
