import { milestoneIds } from '@zhuji/contracts'
import { z } from 'zod'

/**
 * A pack of rules as data: thresholds and their boundary wording. Which facts a measure compares is code (measures/); how
 * much is too much is here. A pack is immutable once stored: other thresholds are a new version.
 */
const term = z.object({ zh: z.string().min(1), en: z.string().min(1) })
const wholeDays = z.int().min(0).max(3_660)
const common = {
  id: z.string().min(1).max(64),
  name: term,
  /** Says for each threshold whether the day or figure itself counts. */
  wording: term,
}

const byDays = {
  /** Lit when more than so many days have passed since the target; the target day itself is day 0. */
  yellowAfterDays: wholeDays,
  redAfterDays: wholeDays,
}

export const ruleSchema = z.discriminatedUnion('measure', [
  z.object({
    ...common,
    measure: z.literal('milestone-overdue'),
    ...byDays,
    /** Steps that another rule speaks of. */
    except: z.array(z.enum(milestoneIds)),
    /** Steps on the spine that a farther step does not prove to be done. */
    neverImplied: z.array(z.enum(milestoneIds)),
  }),
  z.object({
    ...common,
    measure: z.literal('start-missed'),
    /** Months that have ended without a start, the planned month included. */
    yellowFromMonthsMissed: z.int().min(1).max(60),
    redFromMonthsMissed: z.int().min(1).max(60),
  }),
  z.object({ ...common, measure: z.literal('report-missing'), ...byDays }),
  z.object({
    ...common,
    measure: z.literal('funds-ahead-of-work'),
    /** Lit when the gap is more than so many points; the figure itself is not. */
    yellowAbovePoints: z.number().min(0).max(100),
    redAbovePoints: z.number().min(0).max(100),
  }),
  z.object({
    ...common,
    measure: z.literal('forecast-past-need'),
    ...byDays,
    milestones: z.array(z.enum(milestoneIds)).min(1),
  }),
])

export const rulePackSchema = z.object({
  pack: z.string().min(1).max(64),
  version: z.int().positive(),
  name: term,
  rules: z.array(ruleSchema).min(1).max(50),
})

export type RulePack = z.infer<typeof rulePackSchema>
export type Rule = RulePack['rules'][number]
export type RuleOf<Measure extends Rule['measure']> = Extract<Rule, { measure: Measure }>
