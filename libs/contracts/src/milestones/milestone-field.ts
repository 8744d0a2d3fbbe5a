import { z } from 'zod'
import { milestoneIds } from '../vocabulary/index.js'

export const milestone = z.enum(milestoneIds)
/** As first versions of events know them. */
export const firstMilestone = milestone.exclude(['opened', 'in-statistics'])
