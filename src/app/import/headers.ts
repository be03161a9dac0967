import type { Words } from '../../core/language.ts'
import type { RowKind } from '../../core/import/schema.ts'
import { reasonHeader, says } from './catalogue.ts'
import { type Column, columnsOf } from './columns.ts'
import { fold } from './fold.ts'
import type { Mapping } from './mapping.ts'
import { ImportStop } from './problem.ts'
import { amountReader } from './values.ts'

/** A header as resolved: `column` null where nothing reads it. */
export type Resolved = { header: string; column: Column | null; isReason: boolean; isMapped: boolean }

const indexes = new Map<RowKind, ReadonlyMap<string, Column>>()
const reasons = new Set(Object.values(reasonHeader).map(fold))
/** `保费（万元）`, `premium (yuan)`, `保费/元`. */
const unit = /[([（【/]?(万元|千元|元|分|yuan|cny|rmb|fen)[)\]）】]?$/
const unitDigits: Record<string, number> = { 万元: 4, 千元: 3 }

function indexOf(kind: RowKind): ReadonlyMap<string, Column> {
  let index = indexes.get(kind)
  if (!index) {
    const made = new Map<string, Column>()
    for (const column of columnsOf[kind])
      for (const name of [column.name, ...column.headers]) made.set(fold(name), column)
    indexes.set(kind, made)
    index = made
  }
  return index
}

/** What reads a header: by the mapping file first, then by the synonyms of the kind, then by those with a unit behind. */
export function resolveHeader(kind: RowKind, header: string, mapping: Mapping | null): Resolved {
  const folded = fold(header)
  const mapped = mapping?.columns.get(folded)
  if (mapped !== undefined) {
    const column = mapped === null ? null : (columnsOf[kind].find(({ name }) => name === mapped) ?? null)
    return { header, column: column && withUnit(column, folded), isReason: false, isMapped: true }
  }
  if (reasons.has(folded)) return { header, column: null, isReason: true, isMapped: false }
  return { header, column: byName(kind, folded), isReason: false, isMapped: false }
}

function byName(kind: RowKind, folded: string): Column | null {
  const known = indexOf(kind).get(folded)
  if (known) return known
  const found = indexOf(kind).get(folded.replace(unit, ''))
  return found?.field.endsWith('Fen') ? withUnit(found, folded, kind) : null
}

/** A column of money whose header names its unit is read in that unit. */
function withUnit(column: Column, folded: string, kind?: RowKind): Column {
  if (!column.field.endsWith('Fen') || column.name === column.field) return column
  const written = unit.exec(folded)?.[1]
  if (written === '分' || written === 'fen') return (kind && indexOf(kind).get(fold(column.field))) ?? column
  const digits = unitDigits[written ?? '']
  return digits === undefined ? column : { ...column, read: amountReader(digits) }
}

/**
 * Resolves a CSV header. Throws an `ImportStop` where a required field has no column, or where two columns say one field; of
 * a mapped one and one found by its name, the mapped one wins.
 */
export function resolveHeaders(kind: RowKind, headers: readonly string[], mapping: Mapping | null): Resolved[] {
  const resolved = headers.map((header) => resolveHeader(kind, header.trim(), mapping))
  const mappedFields = new Set(resolved.filter(({ isMapped }) => isMapped).map(({ column }) => column?.field))
  const chosen = resolved.map((one) =>
    !one.isMapped && one.column && mappedFields.has(one.column.field) ? { ...one, column: null } : one,
  )
  const byField = Map.groupBy(
    chosen.filter(({ column }) => column !== null),
    ({ column }) => column?.field ?? '',
  )
  for (const [field, sayers] of byField) {
    const names = sayers.map(({ header }) => header)
    if (names.length > 1)
      throw new ImportStop('column-twice', says.columnTwice(field, names), { field, headers: names })
  }
  requireColumns(kind, new Set(byField.keys()), headers, mapping)
  return chosen
}

/** Throws unless every required field has a column, a constant or a fallback that has one. */
export function requireColumns(
  kind: RowKind,
  fields: ReadonlySet<string>,
  found: readonly string[],
  mapping: Mapping | null,
): void {
  const isGiven = (field: string) =>
    fields.has(field) || columnsOf[kind].some((column) => column.field === field && mapping?.constants.has(column.name))
  const missing = columnsOf[kind].filter(
    ({ isRequired, field, fallback }) => isRequired && !isGiven(field) && !(fallback && isGiven(fallback)),
  )
  if (missing.length === 0) return
  const firstOfField = missing.filter((column, at) => missing.findIndex(({ field }) => field === column.field) === at)
  const accepted = Object.fromEntries(firstOfField.map(({ name, headers }) => [name, [name, ...headers]]))
  const named = firstOfField.map(({ name, headers }) => `${name} (${headers.join(', ')})`)
  throw new ImportStop('missing-columns', says.missingColumns(named, [...found]), { found, missing: accepted })
}

/** Throws where the mapping names headers that a CSV file does not have: a slip of the pen, or the wrong file. */
export function requireMappedHeaders(mapping: Mapping, found: readonly string[], mappingFile: string): void {
  const folded = new Set(found.map(fold))
  const absent = mapping.headers.filter((header) => !folded.has(fold(header)))
  if (absent.length === 0) return
  const words: Words = says.absentHeaders(mappingFile, absent, [...found])
  throw new ImportStop('bad-mapping', words, { file: mappingFile, absent, found })
}
