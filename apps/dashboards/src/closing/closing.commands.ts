import { addDays } from '@zhuji/kernel'
import { defineCommand } from '@zhuji/platform'
import type { Today } from '../today.adapter.js'
import { closeMonth, closingDecider, closingStream } from './closing.js'
import { CloseMonthBody } from './closings.dto.js'
import type { Closings } from './closings.repository.js'
import { lastDayOf } from './cut.js'

export class ClosingCommands {
  constructor(
    private readonly closings: Closings,
    private readonly today: Today,
  ) {}

  readonly close = defineCommand({
    name: 'close-month',
    permission: 'dashboards.close',
    body: CloseMonthBody,
    decider: closingDecider,
    prepare: async ({ knownOn = addDays(this.today.on(), -1) }, { id: month }) => {
      const readiness = await this.closings.readiness({ asOf: lastDayOf(month), knownOn })
      return {
        streamId: closingStream(month),
        target: {},
        decide: (closing, { today }) => closeMonth(closing, { month, readiness }, today),
      }
    },
  })
}
