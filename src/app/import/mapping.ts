import { z } from 'zod'
import type { RowKind } from '../../core/import/schema.ts'
import { type PathProblem, readYamlFile, schemaProblems, type YamlDocument, type YamlProblem } from '../yaml-file.ts'
import { expected, says } from './catalogue.ts'
import { type Column, columnsOf } from './columns.ts'
import { fold } from './fold.ts'
import { ImportStop, type Problem } from './problem.ts'
import { unreadable } from './values.ts'
import type { Language } from '../../core/language.ts'

/** What a mapping file says, ready to use. */
export type Mapping = {
  /** Folded header → name of a column of the kind; null: leave it out. */
  columns: ReadonlyMap<string, string | null>
  /** Name of a column → the text that stands in every row whose cell is empty or that has no such cell. */
  constants: ReadonlyMap<string, string>
  /** Name of a column → the file's text → the text to read in its place. */
  values: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** The headers of `columns` as they are written in the mapping file. */
  headers: readonly string[]
}

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String)
export const mappingSchema = z.strictObject({
  columns: z.record(z.string().min(1), z.string().nullable()).default({}),
  constants: z.record(z.string(), scalar).default({}),
  values: z.record(z.string(), z.record(z.string(), scalar)).default({}),
})

/**
 * Reads a mapping file (YAML or JSON) for a kind: `columns` names the field that each header is, `constants` gives fields
 * that the file does not have, `values` says what the file's own words mean. Throws an `ImportStop` with every problem placed
 * by line and column.
 */
export async function loadMapping(file: string, kind: RowKind, language: Language): Promise<Mapping> {
  const { documents, problems } = await readMapping(file)
  const document = documents[0]
  if (problems.length > 0 || !document) throw stop(file, problems)
  const parsed = mappingSchema.safeParse(document.value)
  if (!parsed.success) throw stop(file, schemaProblems(parsed.error).map(document.place))
  const { columns, constants, values } = parsed.data
  const wrong = [...unknownNames(kind, parsed.data, language), ...badConstants(kind, constants, language)]
  if (wrong.length > 0) throw stop(file, wrong.map(document.place))
  return {
    columns: new Map(Object.entries(columns).map(([header, name]) => [fold(header), name])),
    constants: new Map(Object.entries(constants)),
    values: new Map(Object.entries(values).map(([name, words]) => [name, new Map(Object.entries(words))])),
    headers: Object.keys(columns),
  }
}

async function readMapping(file: string): Promise<{ documents: YamlDocument[]; problems: YamlProblem[] }> {
  try {
    return await readYamlFile(file)
  } catch (fault) {
    const isMissing = fault instanceof Error && 'code' in fault && fault.code === 'ENOENT'
    if (isMissing) throw new ImportStop('file-not-found', says.notFound(file), { file })
    throw fault
  }
}

function* unknownNames(kind: RowKind, mapping: z.infer<typeof mappingSchema>, language: Language) {
  const names = columnsOf[kind].map(({ name }) => name)
  const message = expected.field(names)[language]
  for (const [header, name] of Object.entries(mapping.columns))
    if (name !== null && !names.includes(name)) yield { path: ['columns', header], message }
  for (const part of ['constants', 'values'] as const)
    for (const name of Object.keys(mapping[part])) if (!names.includes(name)) yield { path: [part, name], message }
}

function* badConstants(kind: RowKind, constants: Record<string, string>, language: Language): Generator<PathProblem> {
  for (const [name, text] of Object.entries(constants)) {
    const column: Column | undefined = columnsOf[kind].find((one) => one.name === name)
    if (column && (text.trim() === '' || column.read(text.trim()) === unreadable))
      yield { path: ['constants', name], message: column.expected[language] }
  }
}

function stop(file: string, problems: YamlProblem[]): ImportStop {
  return new ImportStop('bad-mapping', says.badMapping(file), { file }, problems.map(asProblem))
}

/** A problem of a YAML file in the shape of the report: the path as its column. */
export function asProblem({ file, line, column, path, value, message }: YamlProblem): Problem {
  return { file, line, column: { name: path, number: column }, value, expected: message }
}
