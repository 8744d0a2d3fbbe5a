import { z } from 'zod'

/** A rule that a recorded fact breaks. Live postings are refused; history that already happened is recorded and marked. */
export const finding = z.object({
  rule: z.string().min(1).max(64),
  figures: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
