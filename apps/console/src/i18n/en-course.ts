import type { zhCnCourse } from './zh-cn-course.js'

export const enCourse: typeof zhCnCourse = {
  course: {
    open: 'Change of course',
    title: 'Change of course',
    which: 'What happened',
    stop: 'Stopped or deferred',
    stopHint: 'Progress and dates stay',
    resume: 'Resumed',
    resumeHint: 'No new start',
    takeover: 'Taken over ready-built',
    takeoverHint: 'No build milestones',
    merger: 'Merged into another project',
    mergerHint: 'Cancelled with it; what was reached stays',
    cancellation: 'Cancelled',
    cancellationHint: 'Its money stays on record',
    reinstatement: 'Reinstated',
    reinstatementHint: 'Cancelled by mistake, or taken up again',
    halt: 'Kind',
    reason: 'Reason',
    from: 'Handed over by',
    into: 'Merged into',
    findInto: 'Find by name or code',
    choose: 'Choose',
  },
}
