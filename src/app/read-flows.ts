import type { Row } from '../core/entities.ts'
import type { Flow } from '../core/escalation/flow.ts'

/** Stored flows by id. What checks them is loaded with the first of them: a start that reads none does not wait for it. */
export async function readFlows(rows: readonly Pick<Row<'flow'>, 'id' | 'definition'>[]): Promise<Map<string, Flow>> {
  if (rows.length === 0) return new Map()
  const { readFlow } = await import('../core/escalation/flow-schema.ts')
  return new Map(rows.map(({ id, definition }) => [id, readFlow(definition)]))
}
