import type { z } from 'zod'
import { entities, type EntityName, type Row } from '../core/entities.ts'
import type { Tables } from './tables.ts'

type Shape = 'plain' | 'boolean' | 'json'
export type Column = { name: string; shape: Shape; isOptional: boolean }

/** The columns of an entity's table, in the schema's order, and how each value is laid down. */
export const columnsOf: { readonly [E in EntityName]: readonly Column[] } = Object.fromEntries(
  Object.entries(entities).map(([entity, schema]) => [
    entity,
    Object.entries(schema.shape).map(([name, type]) => {
      const def = (type as z.ZodType).def
      return { name, shape: shapeOf(type as z.ZodType), isOptional: def.type === 'optional' }
    }),
  ]),
) as unknown as { readonly [E in EntityName]: readonly Column[] }

/** A row of the business as a row of the table; what is optional and not there is null. Columns that the schema does not know are left out. */
export function encodeRow<E extends EntityName>(entity: E, row: Row<E>): Tables[E] {
  const stored: Record<string, unknown> = {}
  const values = row as Record<string, unknown>
  for (const { name, shape, isOptional } of columnsOf[entity]) {
    const value = isOptional ? (values[name] ?? null) : values[name]
    if (value === undefined) throw new Error(`${entity}.${name} is not set on row ${row.id}`)
    stored[name] =
      value === null || shape === 'plain' ? value : shape === 'boolean' ? (value ? 1 : 0) : JSON.stringify(value)
  }
  return stored as Tables[E]
}

/** The inverse of `encodeRow`. */
export function decodeRow<E extends EntityName>(entity: E, stored: Tables[E]): Row<E> {
  const values = stored as Record<string, unknown>
  const row: Record<string, unknown> = {}
  for (const { name, shape, isOptional } of columnsOf[entity]) {
    const value = values[name]
    if (isOptional && (value === null || value === undefined)) continue
    row[name] =
      value === null || shape === 'plain' ? value : shape === 'boolean' ? value === 1 : JSON.parse(value as string)
  }
  return row as Row<E>
}

function shapeOf(type: z.ZodType): Shape {
  const def = type.def as { type: string; innerType?: z.ZodType }
  switch (def.type) {
    case 'nullable':
    case 'optional':
      return def.innerType ? shapeOf(def.innerType) : 'json'
    case 'string':
    case 'number':
    case 'enum':
    case 'literal':
      return 'plain'
    case 'boolean':
      return 'boolean'
    default:
      return 'json'
  }
}
