import { applyDecorators, type Type as ClassOf } from '@nestjs/common'
import { ApiProperty } from '@nestjs/swagger'
import { Type } from 'class-transformer'
import { ValidateBy, ValidateNested } from 'class-validator'
import { declareField } from './declared-fields.js'
import { field, type FieldOptions, type ListOptions, listSize, presenceOf, shapeOf } from './field.decorator.js'
import { TextField } from './text.decorator.js'

/** An object with fields of its own, or a list of them; faults are named by their path (`capacity[0].amount`). */
export function NestedField(type: () => ClassOf<object>, options: FieldOptions & ListOptions = {}): PropertyDecorator {
  const { array, optional, nullable, description, example } = options
  const property = {
    // A function of this very name is what the document generator takes for a deferred type.
    type: () => type(),
    required: !optional,
    ...(nullable ? { nullable: true } : {}),
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
    ...(array ? { isArray: true, minItems: array.min ?? 0, maxItems: array.max } : {}),
  }
  return applyDecorators(
    ApiProperty(property),
    presenceOf(options),
    Type(type),
    isObject(array !== undefined),
    ...(array ? [listSize(array)] : []),
    ValidateNested({ each: array !== undefined }),
    declareField({ ...shapeOf(options), tests: [isAnObject], nested: type }),
  )
}

/** An object that is looked into elsewhere. */
export function ObjectField(options: FieldOptions = {}): PropertyDecorator {
  const schema = { type: 'object', additionalProperties: true } as const
  return field({ rules: [{ rule: 'not-an-object', test: isAnObject }], schema }, options)
}

const isAnObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** ValidateNested alone takes a list where one object is meant. */
function isObject(each: boolean): PropertyDecorator {
  return ValidateBy(
    { name: 'not-an-object', validator: { validate: isAnObject, defaultMessage: () => 'not-an-object' } },
    { each, context: { rule: 'not-an-object', figures: {} } },
  )
}

/** An organisational unit as events carry it: its id and its name at that time. */
export class UnitBody {
  @TextField({ max: 64, example: 'edu-bureau' })
  id: string

  @TextField({ max: 200, example: '合肥市教育局' })
  name: string
}

export function UnitField(options: FieldOptions = {}): PropertyDecorator {
  return NestedField(() => UnitBody, options)
}
