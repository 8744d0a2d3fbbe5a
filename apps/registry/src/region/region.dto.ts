import { DayField, TextField } from '@zhuji/platform'

export class DefineRegionBody {
  @TextField({ max: 100, example: '蜀山区' })
  name: string

  @TextField({ max: 64, optional: true, example: '3401', description: '上级行政区划代码 / absent for a root' })
  parentCode?: string

  @DayField({ example: '2020-01-01', description: '生效日 / valid from' })
  occurredOn: string
}

export class DefineRegionRequest extends DefineRegionBody {
  @TextField({ max: 64, pattern: /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, example: '340104' })
  code: string
}
