export { alertListProjection } from './alert/alert-list.projection.js'
export { AlertsModule } from './alerts.module.js'
export { episodesDecider } from './episodes/episodes.js'
export { watchedProjection } from './watch/watched-projects.projection.js'
