import { Controller, Get } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { Caller } from '../http/caller.decorator.js'
import { Permission } from './permission.decorator.js'
import { permissions, scopesOf } from './policy.js'
import type { Role } from './roles.js'

/** Who the token says is calling, and what that role may do: a user interface shows only what can succeed. */
@ApiTags('session')
@Controller('api/v1/session')
export class SessionController {
  @Get()
  @Permission('session.read')
  @ApiOperation({ summary: '当前用户 / who is signed in, and with which permissions' })
  show(@Caller() { principal }: Caller) {
    const { person, name, role, unit, regions } = principal
    return { person, name, role, unit, regions, permissions: held(role) }
  }
}

const held = (role: Role) => permissions.filter((permission) => scopesOf(role, permission).length > 0)
