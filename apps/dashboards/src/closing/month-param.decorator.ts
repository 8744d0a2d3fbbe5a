import { Param, type PipeTransform } from '@nestjs/common'
import { DomainError } from '@zhuji/kernel'
import { MONTH } from './closings.dto.js'

class MonthOfPath implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!MONTH.test(value)) throw new DomainError('invalid', 'month-malformed', { field: 'month' })
    return value
  }
}

/** A month of the path, `2026-06`. */
export const MonthParam = (): ParameterDecorator => Param('month', new MonthOfPath())
