import { type INestApplicationContext, RequestMethod } from '@nestjs/common'
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal'
import { DiscoveryService, MetadataScanner } from '@nestjs/core'
import { COMMAND_METADATA } from '../http/command-route.decorator.js'
import { type Access, ACCESS_METADATA } from './permission.decorator.js'

export interface RouteFacts {
  readonly method: string
  /** As the controller writes it: `api/v1/projects/:projectId`. */
  readonly path: string
  /** `Controller.method`. */
  readonly handler: string
  /** Undefined where somebody forgot to decide. */
  readonly access: Access | undefined
  readonly command: boolean
}

type Handler = (...args: unknown[]) => unknown

/** Every route of every controller, from the router's own metadata. */
export function routesOf(app: INestApplicationContext): RouteFacts[] {
  const discovery = app.get(DiscoveryService, { strict: false })
  const scanner = new MetadataScanner()
  return discovery.getControllers().flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return []
    const prototype = metatype.prototype as Record<string, Handler>
    return scanner
      .getAllMethodNames(prototype)
      .flatMap((name) => factsOf({ controller: metatype, handler: prototype[name], name }))
  })
}

function factsOf(place: { controller: object & { name?: string }; handler?: Handler; name: string }): RouteFacts[] {
  const { controller, handler, name } = place
  if (!handler) return []
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined
  if (method === undefined) return []
  const read = (key: string): unknown => Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller)
  const prefixes = listOf(Reflect.getMetadata(PATH_METADATA, controller))
  const paths = listOf(Reflect.getMetadata(PATH_METADATA, handler))
  return prefixes.flatMap((prefix) =>
    paths.map((path) => ({
      method: RequestMethod[method],
      path: [prefix, path]
        .map((part) => part.replace(/^\/|\/$/g, ''))
        .filter(Boolean)
        .join('/'),
      handler: `${controller.name ?? 'controller'}.${name}`,
      access: read(ACCESS_METADATA) as Access | undefined,
      command: read(COMMAND_METADATA) === true,
    })),
  )
}

function listOf(paths: unknown): string[] {
  return (Array.isArray(paths) ? paths : [paths ?? '']).map(String)
}

/** A route nobody decided about must not go live: throws an error that lists them all. */
export function assertEveryRouteHasPermission(app: INestApplicationContext): void {
  const undecided = routesOf(app).filter(({ access }) => access === undefined)
  if (undecided.length === 0) return
  const list = undecided.map(({ method, path, handler }) => `  ${method} /${path} (${handler})`).join('\n')
  throw new Error(`These routes have neither @Permission nor @Public:\n${list}`)
}
