export * from './known-projects.consumer.js'
export { knownProjectsOf } from './known-projects.projection.js'
export { KnownProjects, type KnownProject } from './known-projects.repository.js'
