import { aMonthIsClosed } from './close-a-month.features.js'

aMonthIsClosed({})
