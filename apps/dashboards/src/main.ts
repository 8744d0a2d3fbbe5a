export const name='dashboards'
