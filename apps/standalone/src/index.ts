export { courses, kinds, type SampleFacility } from './sample/sample-facilities.js'
export { facilityHistory, facilityId, type Service } from './sample/sample-history.js'
