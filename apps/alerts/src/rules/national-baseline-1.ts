import type { RulePack } from './rule-pack.js'

/** Data, not code: the first pack of a deployment. To change a threshold, add a version; stored versions never change. */
export const nationalBaseline1: RulePack = {
  pack: 'national-baseline',
  version: 1,
  name: { zh: '全国通用基线', en: 'National baseline' },
  rules: [
    {
      id: 'milestone-overdue',
      measure: 'milestone-overdue',
      name: { zh: '里程碑逾期', en: 'Milestone overdue' },
      wording: {
        zh: '计划日当天不亮灯；逾期第 1 天至第 30 天（均含）黄灯；第 31 天起红灯。开工由“未按期开工”判定。',
        en: 'Not on the planned day; yellow from day 1 to day 30 after it, both included; red from day 31. The start is judged by start-missed.',
      },
      yellowAfterDays: 0,
      redAfterDays: 30,
      except: ['start'],
      neverImplied: ['settlement', 'final-accounts', 'handover'],
    },
    {
      id: 'start-missed',
      measure: 'start-missed',
      name: { zh: '未按期开工', en: 'Start missed' },
      wording: {
        zh: '计划开工当月未开工，自次月 1 日（含）起黄灯；连续三个月未开工，自第四个月 1 日（含）起红灯。计划开工日以最新基线为准，无基线时以登记为准。',
        en: 'No start in the planned month: yellow from the first day of the next month, included; three such months in a row: red from the first day of the fourth, included. The planned start is that of the latest baseline, else of the register.',
      },
      yellowFromMonthsMissed: 1,
      redFromMonthsMissed: 3,
    },
    {
      id: 'report-missing',
      measure: 'report-missing',
      name: { zh: '未按期填报', en: 'Report missing' },
      wording: {
        zh: '在建且未停工：自开工、最近一次填报或复工起满填报周期之日为应报日；应报日后第 1 至第 3 天（均含）为宽限；第 4 天起黄灯；第 31 天起红灯。',
        en: 'While under construction and not halted: due on the day the rhythm has run since the start, the last report or the resumption; days 1 to 3 after it, both included, are grace; yellow from day 4; red from day 31.',
      },
      yellowAfterDays: 3,
      redAfterDays: 30,
    },
    {
      id: 'funds-ahead-of-work',
      measure: 'funds-ahead-of-work',
      name: { zh: '资金超前', en: 'Funds ahead of work' },
      wording: {
        zh: '（支付 − 退回）÷ 概算（无概算时取已签合同额）× 100 − 形象进度：超过 30 个点黄灯（30 不含），超过 45 个点红灯（45 不含）；任一输入未知则不判定。',
        en: '(Disbursed − refunded) ÷ approved budget (without one, the contracts signed) × 100 − physical %: yellow over 30 points (30 itself is not), red over 45 (45 itself is not); not judged while an input is unknown.',
      },
      yellowAbovePoints: 30,
      redAbovePoints: 45,
    },
    {
      id: 'forecast-past-need',
      measure: 'forecast-past-need',
      name: { zh: '预计晚于需求日', en: 'Forecast past the need date' },
      wording: {
        zh: '完工、投入使用的预计日（无预计时取计划日）取其晚者：等于需求日不亮灯；晚 1 至 60 天（均含）黄灯；晚 61 天起红灯。',
        en: 'The later of the forecast (else planned) days of works complete and in use: not lit on the need date itself; yellow when 1 to 60 days later, both included; red from 61 days.',
      },
      yellowAfterDays: 0,
      redAfterDays: 60,
      milestones: ['works-complete', 'in-use'],
    },
  ],
}
