import { z } from 'zod'
import { isCalendarDate } from '@zhuji/kernel'
import { capacityKindIds } from './vocabulary/index.js'

/** The shapes that several events share. */
export const id = z.uuid()
export const day = z.string().refine(isCalendarDate, 'not a calendar date').meta({ format: 'date' })
export const fen = z.int()
export const positiveFen = z.int().positive()
export const percent = z.number().min(0).max(100)
export const text = z.string().max(4000)
export const unit = z.object({ id: z.string().min(1).max(64), name: z.string().min(1).max(200) })
export const capacity = z.object({ kind: z.enum(capacityKindIds), amount: z.number().nonnegative() })
/** From the root of the region tree down to the project's own division, with the names as they were then. */
export const regionPath = z
  .array(z.object({ code: z.string().min(1).max(64), name: z.string().min(1).max(100) }))
  .min(1)
  .max(8)
export const place = z.object({ longitude: z.number().min(-180).max(180), latitude: z.number().min(-90).max(90) })
export const evidence = z.object({
  fileId: id,
  name: z.string().min(1).max(255),
  contentType: z.string().max(100),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  takenAt: z.iso.datetime().optional(),
  place: place.optional(),
})
