/** One group for all read models of this service: a card, the sums it is in and the story behind it never disagree. */
export const DASHBOARD_GROUP = 'dashboards.projects'
