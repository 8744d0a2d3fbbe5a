import { ValidationPipe } from '@nestjs/common'
import { fieldFaultsOf } from './field-faults.js'
import { InvalidFields } from './outcome.js'

/**
 * Only declared fields pass, and nothing is converted behind the caller's back: `"12"` is no number in a body. Query
 * strings convert where their field says so (`query: true`).
 */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false },
    exceptionFactory: (errors) => new InvalidFields(fieldFaultsOf(errors)),
  })
}

const bodies = validationPipe()

/** A body that did not come as a request's own (one of many in a bulk request), under the same rules. */
export async function validBody<Body extends object>(type: new () => Body, body: unknown): Promise<Body> {
  return (await bodies.transform(body, { type: 'body', metatype: type })) as Body
}
