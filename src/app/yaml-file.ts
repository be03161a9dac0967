import { readFile } from 'node:fs/promises'
import {
  type ErrorCode,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
} from 'yaml'
import type { z } from 'zod'

/** A problem in a YAML or JSON file; line and column count from 1. `path` is where in the document, `steps.2.owner`. */
export type YamlProblem = { file: string; line: number; column: number; path: string; value: string; message: string }

/** What a check of core says about one document. */
export type PathProblem = { path: readonly PropertyKey[]; message: string }

/** One document of a file, with the place of every value in it. */
export type YamlDocument = {
  value: unknown
  /** Places problems of the document in the file: at the value, or at the nearest value around one that is missing. */
  place(problem: PathProblem): YamlProblem
}

export type YamlFile = { documents: YamlDocument[]; problems: YamlProblem[] }

/** Reads all documents of a YAML file, or a JSON file as the YAML that it is. Syntax errors are problems; a fault is thrown. */
export async function readYamlFile(file: string): Promise<YamlFile> {
  return parseYaml(await readFile(file, 'utf8'), file)
}

/** The same for a text; `file` is the name to report. `wordsFor`: a syntax error in other words than those of the library. */
export function parseYaml(
  source: string,
  file: string,
  wordsFor = (_code: ErrorCode, message: string) => message,
): YamlFile {
  const text = source.startsWith('\ufeff') ? source.slice(1) : source
  const lines = new LineCounter()
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const problems: YamlProblem[] = []
  const documents: YamlDocument[] = []
  for (const document of 'empty' in parsed ? [] : parsed) {
    for (const { pos, code, message } of document.errors)
      problems.push({ ...at(pos[0]), path: '', value: '', message: wordsFor(code, message) })
    if (document.errors.length > 0 || document.contents === null) continue
    try {
      documents.push({ value: document.toJS({ maxAliasCount: 1000 }), place: (problem) => place(document, problem) })
    } catch (error) {
      // An alias to nothing, or aliases that unfold without end: what the library finds only while it builds the value.
      const message = error instanceof Error ? error.message : String(error)
      problems.push({ ...at(document.range[0]), path: '', value: '', message: wordsFor('BAD_ALIAS', message) })
    }
  }
  return { documents, problems }

  function at(offset: number): { file: string; line: number; column: number } {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  }

  function place(document: Document.Parsed, { path, message }: PathProblem): YamlProblem {
    const found = nearest(document, path)
    const value = found && isScalar(found.node) && found.isExact ? String(found.node.value) : ''
    return { ...at(found?.node.range?.[0] ?? 0), path: path.map(String).join('.'), value, message }
  }
}

/** The problems of a schema with one document, each with its path; an unknown key is placed at the key. */
export function schemaProblems(error: z.ZodError): PathProblem[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key], message: `unknown key: ${key}` }))
      : [{ path: issue.path, message: issue.message }],
  )
}

function nearest(document: Document.Parsed, path: readonly PropertyKey[]): { node: Node; isExact: boolean } | null {
  let node: Node | null = document.contents
  for (const step of path) {
    const within: unknown = isMap(node) || (node && 'items' in node) ? childOf(node, step) : undefined
    if (!isNode(within)) return node && { node: keyOf(node, step) ?? node, isExact: false }
    node = within
  }
  return node && { node, isExact: true }
}

function childOf(node: Node, step: PropertyKey): unknown {
  if (!('get' in node) || typeof step === 'symbol') return undefined
  const direct: unknown = node.get(step, true)
  return direct === undefined && typeof step === 'number' ? node.get(String(step), true) : direct
}

/** The key itself, where its value is nothing that has a place. */
function keyOf(node: Node, step: PropertyKey): Node | null {
  if (!isMap(node)) return null
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step)
  return pair && isNode(pair.key) ? pair.key : null
}
