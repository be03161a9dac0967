import { InvalidArgumentError } from 'commander'
import type { Home } from '../app/home.ts'
import type { Field, Flow } from '../core/escalation/flow.ts'
import { jsonOrText } from './input.ts'

export type StoredFlow = { id: string; definition: Flow }

/** A flow by its id (`E1@1`), or the newest version by its code (`E1`). */
export async function flowNamed(home: Home, name: string): Promise<StoredFlow | undefined> {
  const asked = name.toUpperCase()
  const flows = (await home.query.all('flow')).filter(({ id, code }) => id === asked || code === asked)
  const newest = flows.toSorted((a, b) => b.version - a.version)[0]
  return newest && { id: newest.id, definition: newest.definition as Flow }
}

/** `field=value` pairs as the flow's fields type them; a field that the flow does not have is left for it to refuse. */
export function typedFields(flow: Flow, pairs: readonly string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at < 1) throw new InvalidArgumentError(`'${pair}' is not FIELD=VALUE.`)
    const name = pair.slice(0, at)
    fields[name] = typedValue(flow, name, pair.slice(at + 1))
  }
  return fields
}

/** A value typed at the command line as its field has it: numbers, true/false, a list by commas or as JSON, else text. */
export function typedValue(flow: Flow, name: string, text: string): unknown {
  const field: Field | undefined = flow.fields.find(({ id }) => id === name)
  switch (field?.type) {
    case 'int':
    case 'fen':
      return /^-?\d+$/.test(text) ? Number(text) : text
    case 'bool':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'list':
    case 'evidence':
      return text.startsWith('[') ? jsonOrText(text) : text.split(/[,，、]/).map((entry) => entry.trim())
    default:
      return text
  }
}
