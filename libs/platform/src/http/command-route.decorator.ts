import { applyDecorators, SetMetadata } from '@nestjs/common'
import { ApiHeader } from '@nestjs/swagger'

export const COMMAND_METADATA = 'zhuji:command'

/** A route that changes something: it needs an Idempotency-Key, so that a caller may safely send it again. */
export function CommandRoute(): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(COMMAND_METADATA, true),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: '1–128 visible ASCII characters, chosen by the caller; the same key gives the same answer.',
      schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[!-~]{1,128}$' },
      example: 'c0a80101-7f7a-4d0c-8a53-3b1d7a3e9a10',
    }),
  )
}
