import { z } from 'zod'
import { outputs } from './all.ts'
import { files } from './files.ts'
import { refusal } from './parts.ts'

/**
 * Of all kinds together. Within a version fields and kinds may be added; when one is taken away or means something else, the number
 * goes up, and samples of the version before it stay (fixtures/schema).
 */
export const schemaVersion = 1

export type Kind = { kind: string; is: 'file' | 'output'; id: string }

/** `file.customers`, what a file says; `claim.list`, what a verb prints with `--json`. */
export function kinds(): Kind[] {
  const named = (kind: string, is: Kind['is']): Kind => ({ kind, is, id: `urn:butler:schema:${schemaVersion}:${kind}` })
  return [
    ...Object.keys(files).map((name) => named(`file.${name}`, 'file')),
    ...Object.keys(outputs).map((verb) => named(verb.replaceAll(' ', '.'), 'output')),
  ]
}

/** JSON Schema 2020-12 of a kind; of a verb, of one line. What a program alone can check (a condition of a pack) is left open. */
export function jsonSchemaOf({ kind, is, id }: Kind): object {
  const verb = kind.replaceAll('.', ' ')
  const shape = is === 'file' ? files[kind.slice('file.'.length)] : outputs[verb]
  const title = is === 'file' ? kind.slice('file.'.length) : `butler ${verb} --json`
  const { $schema, ...said } = z.toJSONSchema(
    is === 'file' ? (shape as z.ZodType) : z.union([shape as z.ZodType, refusal]),
    {
      ...{ target: 'draft-2020-12', unrepresentable: 'any', io: 'input' },
    },
  )
  return { $schema, $id: id, title, ...said }
}
