import { readFileSync } from 'node:fs'
import { z } from 'zod'

export type Environment = Readonly<Record<string, string | undefined>>
export type ConfigShape = Readonly<Record<string, z.ZodType>>

/** `KAFKA_BROKERS` → `kafkaBrokers`. */
type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<Name>

export type ConfigOf<Shape extends ConfigShape> = Readonly<{
  [Name in keyof Shape & string as CamelCase<Name>]: z.infer<Shape[Name]>
}>

export interface ConfigFault {
  readonly variable: string
  readonly rule: string
  /** What was read; secrets are shown as `[secret]`, an absent variable as `(unset)`. */
  readonly value: string
}

/** Everything that is wrong with the environment, in one message: an operator fixes it in one go. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly ConfigFault[]) {
    super(
      'The configuration is not usable:\n' +
        faults.map(({ variable, rule, value }) => `  ${variable}: ${rule} (value: ${value})`).join('\n'),
    )
    this.name = 'ConfigError'
  }
}

/**
 * Reads and validates the environment once, at boot. Every variable may also come from a file named by `<NAME>_FILE`
 * (secrets mounted by an orchestrator). An empty variable counts as unset. Throws a ConfigError naming every fault.
 */
export function readConfig<const Shape extends ConfigShape>(
  shape: Shape,
  environment: Environment = process.env,
): ConfigOf<Shape> {
  const faults: ConfigFault[] = []
  const values: Record<string, unknown> = {}
  for (const [variable, schema] of Object.entries(shape)) {
    const raw = rawValueOf(variable, environment, faults)
    if (typeof raw === 'symbol') continue
    const parsed = schema.safeParse(raw)
    if (parsed.success) values[camelCase(variable)] = deepFreeze(parsed.data)
    else faults.push({ variable, rule: rulesOf(parsed.error), value: shown(schema, raw) })
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return Object.freeze(values) as ConfigOf<Shape>
}

const unreadable: unique symbol = Symbol('unreadable')

function rawValueOf(
  variable: string,
  environment: Environment,
  faults: ConfigFault[],
): string | undefined | typeof unreadable {
  const direct = environment[variable] || undefined
  const file = environment[`${variable}_FILE`] || undefined
  if (file === undefined) return direct
  const fault = (rule: string): typeof unreadable => {
    faults.push({ variable: `${variable}_FILE`, rule, value: file })
    return unreadable
  }
  if (direct !== undefined) return fault(`give ${variable} or ${variable}_FILE, not both`)
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '') || undefined
  } catch (error) {
    return fault(`the file cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`)
  }
}

function camelCase(variable: string): string {
  return variable.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function rulesOf(error: z.ZodError): string {
  return error.issues.map((issue) => issue.message).join('; ')
}

const secretSchemas = new WeakSet<z.ZodType>()

function shown(schema: z.ZodType, raw: string | undefined): string {
  if (raw === undefined) return '(unset)'
  return isSecret(schema) ? '[secret]' : JSON.stringify(raw)
}

/** Also behind `.optional()` and `.default()`, which make another schema of it. */
function isSecret(schema: z.ZodType): boolean {
  if (secretSchemas.has(schema)) return true
  return (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) && isSecret(schema.unwrap() as z.ZodType)
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze)
  return value
}

/** Marks a variable whose value is never printed. */
export function secret<Schema extends z.ZodType>(schema: Schema): Schema {
  secretSchemas.add(schema)
  return schema
}

export function wholeNumber(limits: { min: number; max: number; fallback?: number }) {
  const rule = `a whole number from ${limits.min} to ${limits.max}`
  const text = z
    .string({ error: rule })
    .regex(/^-?\d{1,15}$/, rule)
    .transform(Number)
    .refine((value) => value >= limits.min && value <= limits.max, rule)
  return limits.fallback === undefined ? text : text.default(limits.fallback)
}

export function flag(fallback: boolean) {
  return z
    .enum(['true', 'false'], { error: 'true or false' })
    .transform((text) => text === 'true')
    .default(fallback)
}

/** Comma-separated text; blanks are dropped. */
export function list(fallback: readonly string[] = []) {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .default([...fallback])
}
