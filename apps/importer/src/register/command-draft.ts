export type ServiceName = 'registry' | 'milestones' | 'funding'

/** A command as a difference asks for it; its id and key are added when it is given. */
export interface CommandDraft {
  readonly service: ServiceName
  readonly name: string
  readonly body: Readonly<Record<string, unknown>>
}

export const toRegistry = (name: string, body: CommandDraft['body']): CommandDraft => ({
  service: 'registry',
  name,
  body,
})
export const toMilestones = (name: string, body: CommandDraft['body']): CommandDraft => ({
  service: 'milestones',
  name,
  body,
})
export const toFunding = (name: string, body: CommandDraft['body']): CommandDraft => ({
  service: 'funding',
  name,
  body,
})

/** Reasons that the importer itself gives; in both languages, since a fact's text is shown as it was recorded. */
export const reasons = {
  halted: (word: string) => `来源登记为 / the source register says: ${word}`,
  fell: '来源登记下调 / lowered by the source register',
  notComplete: '来源登记不再显示完工 / the source register no longer says completed',
  cancelled: '来源登记已撤销 / cancelled in the source register',
  reinstated: '来源登记已恢复 / taken up again in the source register',
  resumedBeforeEnd: '来源登记已完工 / the source register says completed',
  procedure: (word: string) => `来源登记为 / the source register says: ${word}`,
  otherContract: '来源登记改列另一合同 / the source register names another contract',
}
