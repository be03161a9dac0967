import type { RowKind } from '../../core/import/schema.ts'
import { expected } from './catalogue.ts'
import { type Column, columnsOf } from './columns.ts'
import { type Resolved, resolveHeader } from './headers.ts'
import { householdOf } from './household.ts'
import type { JsonlRecord } from './jsonl-rows.ts'
import type { Mapping } from './mapping.ts'
import type { RowProblem } from './problem.ts'
import {
  constantFields,
  controlProblem,
  hasForbidden,
  problemOf,
  type RowReader,
  textReader,
  wordsFor,
} from './row-reader.ts'
import { unreadable } from './values.ts'

type Key = Resolved & { read: (text: string) => unknown }

/** Reads JSONL records: keys are resolved as headers are, each once. `ignored` grows with the keys that nothing reads. */
export function jsonlReader(
  kind: RowKind,
  mapping: Mapping | null,
): RowReader<JsonlRecord> & { keyOf(name: string): Resolved; ignored: Set<string> } {
  const known = new Map<string, Key>()
  const ignored = new Set<string>()
  const constants = constantFields(columnsOf[kind], mapping)
  const fallbacks = columnsOf[kind].filter(({ fallback }) => fallback !== undefined)

  function keyOf(name: string): Key {
    const before = known.get(name)
    if (before) return before
    const resolved = resolveHeader(kind, name, mapping)
    const read = resolved.column ? textReader(resolved.column, mapping) : () => undefined
    const key = { ...resolved, read }
    // A file of objects whose keys are data would have no end of them.
    if (known.size < 10_000) known.set(name, key)
    if (!key.column && !key.isReason && !key.isMapped && ignored.size < 1000) ignored.add(name)
    return key
  }

  return {
    keyOf,
    ignored,
    read({ line, object }, problems) {
      const fields: Record<string, unknown> = {}
      for (const [name, value] of Object.entries(object ?? {})) {
        const { column, read } = keyOf(name)
        if (!column || value === null) continue
        const place = { name, number: null }
        const got = readJson(column, value, read)
        if (got === unreadable) problems.push(problemOf(line, place, shown(value), wordsFor(column, shown(value))))
        else if (got !== undefined && fields[column.field] !== undefined)
          problems.push(problemOf(line, place, shown(value), expected.once(column.field)))
        else if (got !== undefined) fields[column.field] = got
        checkControls(line, name, value, problems)
      }
      for (const [field, value] of constants) fields[field] ??= value
      for (const { field, fallback } of fallbacks) fields[field] ??= fields[fallback ?? '']
      return fields
    },
    find({ object }, field) {
      for (const [name, value] of Object.entries(object ?? {}))
        if (keyOf(name).column?.field === field) return { place: { name, number: null }, value: shown(value) }
      return { place: { name: field, number: null }, value: '' }
    },
  }
}

function readJson(column: Column, value: unknown, read: (text: string) => unknown): unknown {
  if (column.field === 'household') return householdOf(value)
  if (column.field === 'tags' && Array.isArray(value))
    return value.every((tag) => typeof tag === 'string') ? value.map((tag) => tag.trim().normalize('NFC')) : unreadable
  if (typeof value === 'string') {
    const text = value.trim()
    return text === '' ? undefined : read(text)
  }
  // A whole number beyond 2^53 has lost digits before anyone could read them: an id number written without quotes.
  if (typeof value === 'number') {
    const isLost = Number.isInteger(value) && !Number.isSafeInteger(value)
    return isLost ? unreadable : read(String(value))
  }
  return unreadable
}

function checkControls(line: number, name: string, value: unknown, problems: RowProblem[]): void {
  const text = typeof value === 'string' ? value : typeof value === 'object' ? textsIn(value) : ''
  if (hasForbidden(text)) problems.push(controlProblem(line, { name, number: null }, text))
}

/** All the strings inside a value, to be searched as one. */
function textsIn(value: unknown): string {
  if (typeof value === 'string') return value
  return value !== null && typeof value === 'object' ? Object.values(value).map(textsIn).join(' ') : ''
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
