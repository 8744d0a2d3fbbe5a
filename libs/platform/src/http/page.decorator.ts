import { applyDecorators, type Type } from '@nestjs/common'
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger'
import { CountField } from './fields/number.decorator.js'
import { TextField } from './fields/text.decorator.js'

/** The query of every list: extend it with the list's own filters. */
export class PageQuery {
  @CountField({ min: 1, max: 200, optional: true, query: true, example: 50, description: 'Rows on a page.' })
  limit: number = 50

  @TextField({ max: 2048, optional: true, description: 'The `next` of the page before.' })
  cursor?: string
}

/** Documents a list of rows with its cursor. */
export function PageAnswer(row: Type<object>): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(row),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['items', 'next'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(row) } },
          next: { type: 'string', nullable: true, description: 'The cursor of the next page.' },
        },
      },
    }),
  )
}
