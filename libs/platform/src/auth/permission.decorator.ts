import { applyDecorators, SetMetadata } from '@nestjs/common'
import { ApiBearerAuth, ApiSecurity } from '@nestjs/swagger'
import type { Permission as PermissionName } from './policy.js'

/** One key for both, so that what is said on a method overrides what is said on its class. */
export const ACCESS_METADATA = 'zhuji:access'
/** `signed-in`: whoever is known may come in, because the permission depends on what is asked for. */
export type Access = PermissionName | 'public' | 'signed-in'

/** What the caller must hold to come in at all. Whether it reaches this object is asked by the service (assertAllowed). */
export function Permission(permission: PermissionName): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(ACCESS_METADATA, permission), ApiBearerAuth())
}

export type Permission = PermissionName

/** For routes that take several kinds of request: the handler itself must ask for the permission of each. */
export function AnyPermission(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(ACCESS_METADATA, 'signed-in' satisfies Access), ApiBearerAuth())
}

/** Open to everybody, on purpose. */
export function Public(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(ACCESS_METADATA, 'public'), ApiSecurity({}))
}
