import { ApiProperty } from '@nestjs/swagger'
import { TextField } from '@zhuji/platform'

export class RegionsQuery {
  @TextField({ max: 64, optional: true, query: true, description: '上级代码 / absent for the roots' })
  parent?: string
}

export class RegionAnswer {
  @ApiProperty({ example: '340104' })
  code: string

  @ApiProperty({ example: '蜀山区' })
  name: string
}
