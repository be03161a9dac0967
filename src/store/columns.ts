import type { z } from 'zod'
import type { EntityName } from '../core/entities.ts'
import { entities } from '../core/entity-schemas.ts'

type Shape = 'plain' | 'boolean' | 'json'
export type Column = { name: string; shape: Shape; isOptional: boolean }

/**
 * The columns of an entity's table, in the schema's order, and how each value is laid down. In the bundle they are written out
 * (build.ts): what only reads rows needs no schema.
 */
export const columnsOf: { readonly [E in EntityName]: readonly Column[] } = Object.fromEntries(
  Object.entries(entities).map(([entity, schema]) => [
    entity,
    Object.entries(schema.shape).map(([name, type]) => {
      const def = (type as z.ZodType).def
      return { name, shape: shapeOf(type as z.ZodType), isOptional: def.type === 'optional' }
    }),
  ]),
) as unknown as { readonly [E in EntityName]: readonly Column[] }

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
