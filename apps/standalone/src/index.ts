export { courses, kinds, type SampleFacility } from './sample/sample-facilities.js'
export { facilityHistory, type Service } from './sample/sample-history.js'
