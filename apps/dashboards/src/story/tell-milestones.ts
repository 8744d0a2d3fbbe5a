import {
  type DataOf,
  ForecastRevised,
  halts,
  MilestoneCorrected,
  MilestoneReached,
  milestones,
  PlanAdopted,
  procedures,
  ProcedureEnded,
  ProcedureStarted,
  ProgressCorrected,
  ProgressReported,
  type Standing,
  stages,
  StandingMoved,
  type Term,
  WorkInspected,
  WorkResumed,
  WorkStopped,
  WorkTakenOver,
} from '@zhuji/contracts'
import type { Teller } from './teller.js'
import { money, moved, remark, sentence, word } from './words.js'

function forecast({ milestone, forecastOn, previousForecastOn, reason }: DataOf<typeof ForecastRevised>): Term {
  const parts = { milestone: word(milestones, milestone), to: forecastOn, reason: remark(reason) }
  if (previousForecastOn === null)
    return sentence('预计{milestone} {to}{reason}', '{milestone} forecast for {to}{reason}', parts)
  const change = { from: previousForecastOn, moved: moved(previousForecastOn, forecastOn) }
  return sentence('预计{milestone} {from} → {to}{moved}{reason}', '{milestone} forecast {from} → {to}{moved}{reason}', {
    ...parts,
    ...change,
  })
}

const reported: Teller = (data: DataOf<typeof ProgressReported>, { before }) => {
  const invested = data.completedInvestmentFen
  const more = invested === undefined ? { zh: '', en: '' } : money(invested)
  const parts = {
    from: before.physicalPercent === null ? '' : `${before.physicalPercent}% → `,
    to: `${data.physicalPercent}%`,
    more: invested === undefined ? more : { zh: `，完成投资 ${more.zh}`, en: `, ${more.en} of work completed` },
    text: remark(data.text),
  }
  return sentence('形象进度 {from}{to}{more}{text}', 'Physical progress {from}{to}{more}{text}', parts)
}

function standing({ from, to }: DataOf<typeof StandingMoved>): Term {
  return sentence('状态 {from} → {to}', 'Standing {from} → {to}', { from: standingWord(from), to: standingWord(to) })
}

function standingWord({ stage, halt, procedure }: Standing): Term {
  const words = [stages[stage], ...(halt ? [halts[halt]] : []), ...(procedure ? [procedures[procedure]] : [])]
  return { zh: words.map(({ zh }) => zh).join('·'), en: words.map(({ en }) => en).join(', ') }
}

function corrected({ milestone, previousOn, reachedOn, reason }: DataOf<typeof MilestoneCorrected>): Term {
  const to = reachedOn === null ? { zh: '未达成', en: 'not reached' } : reachedOn
  const parts = { milestone: word(milestones, milestone), from: previousOn, to, reason: remark(reason) }
  return sentence('{milestone}更正 {from} → {to}{reason}', '{milestone} corrected {from} → {to}{reason}', parts)
}

export const milestoneTellers: Readonly<Record<string, Teller>> = {
  [PlanAdopted.type]: ({ baselineVersion, steps, reason }: DataOf<typeof PlanAdopted>) =>
    sentence(
      '计划第 {version} 版，{steps} 个节点，{from} 至 {to}{reason}',
      'Plan version {version}, {steps} steps, {from} to {to}{reason}',
      {
        version: baselineVersion,
        steps: steps.length,
        from: steps.map((step) => step.plannedOn).sort()[0]!,
        to: steps
          .map((step) => step.plannedOn)
          .sort()
          .at(-1)!,
        reason: remark(reason),
      },
    ),
  [ForecastRevised.type]: forecast,
  [ProgressReported.type]: reported,
  [ProgressCorrected.type]: ({ previousPercent, physicalPercent, reason }: DataOf<typeof ProgressCorrected>) =>
    sentence('形象进度更正 {from}% → {to}%{reason}', 'Physical progress corrected {from}% → {to}%{reason}', {
      from: previousPercent,
      to: physicalPercent,
      reason: remark(reason),
    }),
  [MilestoneReached.type]: ({ milestone, text }: DataOf<typeof MilestoneReached>, { occurredOn }) =>
    sentence('{milestone}（{on}）{text}', '{milestone} reached on {on}{text}', {
      milestone: word(milestones, milestone),
      on: occurredOn,
      text: remark(text),
    }),
  [MilestoneCorrected.type]: corrected,
  [WorkTakenOver.type]: ({ from, text }: DataOf<typeof WorkTakenOver>) =>
    sentence('回收自{from}{text}', 'Taken over ready-built from {from}{text}', { from, text: remark(text) }),
  [WorkStopped.type]: ({ halt, reason }: DataOf<typeof WorkStopped>) =>
    sentence('{halt}{reason}', '{halt}{reason}', { halt: word(halts, halt), reason: remark(reason) }),
  [WorkResumed.type]: ({ text }: DataOf<typeof WorkResumed>) =>
    sentence('复工{text}', 'Work resumed{text}', { text: remark(text) }),
  [ProcedureStarted.type]: ({ procedure, reason }: DataOf<typeof ProcedureStarted>) =>
    sentence('{procedure}开始{reason}', '{procedure} began{reason}', {
      procedure: word(procedures, procedure),
      reason: remark(reason),
    }),
  [ProcedureEnded.type]: ({ procedure }: DataOf<typeof ProcedureEnded>) =>
    sentence('{procedure}结束', '{procedure} ended', { procedure: word(procedures, procedure) }),
  [WorkInspected.type]: ({ finding, physicalPercent, inspector }: DataOf<typeof WorkInspected>) =>
    sentence('现场核查：{finding}{percent}{inspector}', 'Inspected: {finding}{percent}{inspector}', {
      finding,
      percent: physicalPercent === undefined ? '' : ` ${physicalPercent}%`,
      inspector: inspector ? { zh: `（${inspector}）`, en: ` (${inspector})` } : '',
    }),
  [StandingMoved.type]: standing,
}
