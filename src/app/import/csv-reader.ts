import type { RowKind } from '../../core/import/schema.ts'
import { expected } from './catalogue.ts'
import { columnsOf } from './columns.ts'
import type { CsvRecord } from './csv-rows.ts'
import type { Resolved } from './headers.ts'
import type { Mapping } from './mapping.ts'
import {
  constantFields,
  controlProblem,
  hasForbidden,
  type Place,
  problemOf,
  type RowReader,
  textReader,
  wordsFor,
} from './row-reader.ts'
import { unreadable } from './values.ts'

/** Compiles the columns of a CSV file, once, into a reader of its records. */
export function csvReader(kind: RowKind, headers: readonly Resolved[], mapping: Mapping | null): RowReader<CsvRecord> {
  const plan = headers.flatMap(({ header, column }, index) =>
    column
      ? [{ index, field: column.field, column, place: placeOf(header, index), read: textReader(column, mapping) }]
      : [],
  )
  const byField = new Map(plan.map((step) => [step.field, step]))
  const constants = constantFields(columnsOf[kind], mapping)
  const fallbacks = columnsOf[kind].filter(({ field, fallback }) => fallback !== undefined && !byField.has(field))
  return {
    read(record, problems) {
      const { line, cells } = record
      const fields: Record<string, unknown> = {}
      for (const { index, field, column, place, read } of plan) {
        const cell = cells[index]
        if (cell === undefined) continue
        const text = cell.trim()
        if (text === '') continue
        const value = read(text)
        if (value === unreadable) problems.push(problemOf(line, place, cell, wordsFor(column, text)))
        else if (value !== undefined) fields[field] = value
        if (record.hasControls && hasForbidden(cell)) problems.push(controlProblem(line, place, cell))
      }
      for (const [field, value] of constants) fields[field] ??= value
      for (const { field, fallback } of fallbacks) fields[field] ??= fields[fallback ?? '']
      if (cells.length > headers.length) extraCells(record, headers.length, problems)
      return fields
    },
    find({ cells }, field) {
      const step = byField.get(field)
      return step ? { place: step.place, value: cells[step.index] ?? '' } : { place: nowhere(field), value: '' }
    },
  }
}

function placeOf(header: string, index: number): Place {
  return { name: header, number: index + 1 }
}

function nowhere(field: string): Place {
  return { name: field, number: null }
}

function extraCells({ line, cells }: CsvRecord, count: number, problems: ReturnType<typeof problemOf>[]): void {
  const extra = cells.slice(count)
  if (extra.every((cell) => cell.trim() === '')) return
  problems.push(problemOf(line, null, extra.join(' | '), expected.cells(count)))
}
