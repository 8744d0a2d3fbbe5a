export { courses, kinds, type SampleFacility } from './sample/sample-facilities.js'
export { facilityId, type Service } from './sample/sample-command.js'
export { facilityHistory } from './sample/sample-history.js'
