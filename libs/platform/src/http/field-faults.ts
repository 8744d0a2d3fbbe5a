import type { Figures } from '@zhuji/kernel'
import type { ValidationError } from 'class-validator'
import type { FieldFault } from './outcome.js'

/** One fault per field, by its path as the caller would write it: `capacity[0].amount`. */
export function fieldFaultsOf(errors: readonly ValidationError[], parent = ''): FieldFault[] {
  return errors.flatMap((error) => {
    const field = pathOf(parent, error.property)
    const own = ownFault(error, field)
    return [...(own ? [own] : []), ...fieldFaultsOf(error.children ?? [], field)]
  })
}

function pathOf(parent: string, property: string): string {
  if (parent === '') return property
  return /^\d+$/.test(property) ? `${parent}[${property}]` : `${parent}.${property}`
}

function ownFault(error: ValidationError, field: string): FieldFault | undefined {
  const constraints = Object.keys(error.constraints ?? {})
  if (constraints.length === 0) return undefined
  if (constraints.includes('whitelistValidation')) return { field, rule: 'unknown-field', figures: {} }
  if (error.value === undefined || error.value === null) return { field, rule: 'required', figures: {} }
  // The rules of a field are declared from the general to the particular; class-validator reports them in no order.
  const contexts = (error.contexts ?? {}) as Record<string, { rule: string; figures: Figures } | undefined>
  const rule = ruleOrder.find((name) => constraints.includes(name)) ?? constraints[0]!
  return { field, rule: contexts[rule]?.rule ?? kebabCase(rule), figures: contexts[rule]?.figures ?? {} }
}

const ruleOrder = ['not-text', 'not-an-object', 'list-size', 'text-control-character', 'text-blank', 'text-length']

function kebabCase(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()
}
