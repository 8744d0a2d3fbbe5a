import { applyDecorators, Param, type PipeTransform } from '@nestjs/common'
import { ApiParam } from '@nestjs/swagger'
import { DomainError } from '@zhuji/kernel'
import { isUuid } from './fields/text.decorator.js'

class IdOfPath implements PipeTransform<unknown, string> {
  constructor(private readonly name: string) {}

  transform(value: unknown): string {
    if (!isUuid(value)) throw new DomainError('invalid', 'id-invalid', { field: this.name })
    return value.toLowerCase()
  }
}

/** An id of the path: a UUID, otherwise `invalid` `id-invalid`. */
export function IdParam(name: string): ParameterDecorator {
  const read = Param(name, new IdOfPath(name))
  const describe = ApiParam({ name, schema: { type: 'string', format: 'uuid' } })
  return (target, key, index) => {
    read(target, key, index)
    const descriptor = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key)
    if (key !== undefined && descriptor) applyDecorators(describe)(target, key, descriptor)
  }
}
