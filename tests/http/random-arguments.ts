import * as fc from 'fast-check'
import { z } from 'zod'
import { commands } from '../../src/core/registry.ts'

export type Schema = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  format?: string
  pattern?: string
  minLength?: number
  minimum?: number
}

type Special = (schema: Schema, key: string) => fc.Arbitrary<unknown> | null

/** Arguments that a command's own schema would take, with ids from a pool wherever it takes an id. */
export function argumentsOf(name: string, ids: readonly string[]): fc.Arbitrary<unknown> {
  const command = commands.get(name)
  if (!command) throw new Error(name)
  return valueOf(z.toJSONSchema(command.args, { io: 'input', unrepresentable: 'any' }) as Schema, '', ids)
}

/** A value that the schema takes; `special` is asked first, for what a schema does not say. */
export function valueOf(
  schema: Schema,
  key: string,
  ids: readonly string[],
  special: Special = () => null,
): fc.Arbitrary<unknown> {
  const other = special(schema, key)
  if (other) return other
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return fc.oneof(...either.map((one) => valueOf(one, key, ids, special)))
  switch (schema.type) {
    case 'string':
      if (/id$|ids$|^(customer|owner|case|claim|policy)$/i.test(key)) return fc.constantFrom(...ids)
      if (schema.format === 'date') return fc.constantFrom('2026-03-01', '2026-03-19')
      if (schema.minLength === 64 || schema.pattern?.includes('64')) return fc.constant('a'.repeat(64))
      return fc.constantFrom('一句话', 'x')
    case 'integer':
    case 'number':
      return fc.constant(Math.max(1, schema.minimum ?? 1))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(valueOf(schema.items ?? {}, key, ids, special), { minLength: 1, maxLength: 2 })
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, of]) => [name, valueOf(of, name, ids, special)]),
        ),
      )
    default:
      return fc.constantFrom<unknown>('x', null)
  }
}
