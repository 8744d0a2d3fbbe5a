import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common'
import { accept, type Declaring } from './fields/declared-fields.js'
import { fieldFaultsOf } from './field-faults.js'
import { InvalidFields } from './outcome.js'

/**
 * Only declared fields pass, and nothing is converted behind the caller's back: `"12"` is no number in a body. Query
 * strings convert where their field says so (`query: true`).
 */
export function validationPipe(): ValidationPipe {
  return new SoundFirst({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false },
    exceptionFactory: (errors) => new InvalidFields(fieldFaultsOf(errors)),
  })
}

/** Most requests are sound: those are taken by their declared fields at once, the others go the long way to their errors. */
class SoundFirst extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata
    const declares = (type === 'body' || type === 'query') && metatype
    const accepted = declares ? accept(metatype as Declaring, value) : undefined
    return accepted ?? ((await super.transform(value, metadata)) as unknown)
  }
}

const bodies = validationPipe()

/** A body that did not come as a request's own (one of many in a bulk request), under the same rules. */
export async function validBody<Body extends object>(type: new () => Body, body: unknown): Promise<Body> {
  return (await bodies.transform(body, { type: 'body', metatype: type })) as Body
}
