import type { EntityName, Row } from '../core/entities.ts'
import { columnsOf } from './columns.ts'
import type { Tables } from './tables.ts'

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
