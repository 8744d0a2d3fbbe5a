/** What is said about reports that are due. */
export const zhCnReporting = {
  reporting: {
    title: '填报情况',
    todo: '我的待办',
    askedBy: '按《{{name}}》第 {{version}} 版',
    notAsked: '没有任务清单要求填报，登记中也未设填报周期。',
    notAskedOf: '另有 {{number}} 个在建项目无人要求填报',
    projects: '要求填报的项目 {{count}} 个',
    none: '没有这样的项目',
    due: '应报期数',
    next: '应报日',
    last: '最近一期',
    missed: '连续未报',
    lastReport: '最近填报',
    rhythm: '填报周期',
    project: '项目',
    act: '办理',
    late: '逾期 {{days}} 天',
    today: '今天',
    in: '{{days}} 天后',
    nothingDue: '无需填报',
  },
} as const
