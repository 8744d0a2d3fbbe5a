/**
 * What each route is about. `project`, `alert`, `file`: an object that lies in or out of a caller's scope. `body`: the
 * body names what it acts on. `person`: the caller's own. `list`: answers only with what is in scope. `shared`: the same
 * for everybody who may ask. `bulk`: every command is decided as on its own route. `open`: no sign-in.
 */
export type Subject = 'project' | 'alert' | 'file' | 'body' | 'person' | 'list' | 'shared' | 'bulk' | 'open'

/** Every route of the system; one that is missing here fails the suite. */
export const routeTable: Readonly<Record<string, Subject>> = {
  'GET health/live': 'open',
  'GET health/ready': 'open',
  'GET metrics': 'open',
  'GET api/v1/session': 'person',

  'POST api/v1/registry/projects': 'body',
  'GET api/v1/registry/projects': 'list',
  'POST api/v1/registry/projects/lookup': 'list',
  'GET api/v1/registry/projects/:projectId': 'project',
  'PATCH api/v1/registry/projects/:projectId': 'project',
  'POST api/v1/registry/projects/:projectId/custody-moves': 'project',
  'POST api/v1/registry/projects/:projectId/cancellation': 'project',
  'POST api/v1/registry/projects/:projectId/reinstatement': 'project',
  'POST api/v1/registry/regions': 'shared',
  'GET api/v1/registry/regions': 'shared',
  'POST api/v1/registry/programmes': 'body',
  'GET api/v1/registry/programmes': 'shared',
  'GET api/v1/registry/programmes/:programmeId': 'shared',
  'PUT api/v1/registry/programmes/:programmeId': 'body',
  'POST api/v1/registry/commands': 'bulk',

  'GET api/v1/milestones/plan-templates': 'shared',
  'GET api/v1/milestones/working-days': 'shared',
  'POST api/v1/milestones/working-days': 'shared',
  'GET api/v1/milestones/projects/:projectId': 'project',
  'POST api/v1/milestones/projects/lookup': 'list',
  'POST api/v1/milestones/projects/:projectId/plans': 'project',
  'POST api/v1/milestones/projects/:projectId/plan-proposals': 'project',
  'POST api/v1/milestones/projects/:projectId/forecasts': 'project',
  'POST api/v1/milestones/projects/:projectId/progress-reports': 'project',
  'POST api/v1/milestones/projects/:projectId/progress-corrections': 'project',
  'POST api/v1/milestones/projects/:projectId/inspections': 'project',
  'POST api/v1/milestones/projects/:projectId/milestones-reached': 'project',
  'POST api/v1/milestones/projects/:projectId/milestone-corrections': 'project',
  'POST api/v1/milestones/projects/:projectId/stops': 'project',
  'POST api/v1/milestones/projects/:projectId/resumptions': 'project',
  'POST api/v1/milestones/projects/:projectId/procedures': 'project',
  'POST api/v1/milestones/projects/:projectId/procedure-endings': 'project',
  'POST api/v1/milestones/evidence': 'person',
  'GET api/v1/milestones/evidence/:fileId': 'file',
  'POST api/v1/milestones/commands': 'bulk',

  'POST api/v1/funding/projects/:projectId/entries': 'project',
  'GET api/v1/funding/projects/:projectId/entries': 'project',
  'POST api/v1/funding/projects/:projectId/reversals': 'project',
  'GET api/v1/funding/projects/:projectId': 'project',
  'POST api/v1/funding/projects/lookup': 'list',
  'POST api/v1/funding/commands': 'bulk',

  'GET api/v1/alerts': 'list',
  'GET api/v1/alerts/rule-packs': 'shared',
  'GET api/v1/alerts/stream': 'list',
  'GET api/v1/alerts/:alertId': 'alert',
  'POST api/v1/alerts/:alertId/acknowledgement': 'alert',
  'POST api/v1/alerts/subscriptions': 'person',
  'GET api/v1/alerts/subscriptions': 'person',
  'DELETE api/v1/alerts/subscriptions/:subscriptionId': 'person',
  'GET api/v1/alerts/subscriptions/:subscriptionId/deliveries': 'person',
  'POST api/v1/alerts/commands': 'bulk',

  'GET api/v1/dashboards/summary': 'list',
  'GET api/v1/dashboards/projects': 'list',
  'GET api/v1/dashboards/projects/:projectId': 'project',
  'GET api/v1/dashboards/projects/:projectId/story': 'project',
  'GET api/v1/dashboards/series': 'list',
  'GET api/v1/dashboards/changes': 'list',
  'GET api/v1/dashboards/explain': 'list',
  'GET api/v1/dashboards/positions': 'shared',
  'GET api/v1/dashboards/stream': 'list',
}
