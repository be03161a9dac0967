import type { ChunkResult } from '../../core/import/commands.ts'
import { done, type Outcome } from '../../core/refusal.ts'
import type { ResourceFile } from '../../core/resource/commands.ts'
import type { GiveDocument } from './import-replies.ts'
import type { GiveRows } from './give-chunk.ts'

/** Adds the rows of a file to the directory, each by a `resource.add` of its own: everybody may, on a desk without network too. */
export function givingResources(give: GiveDocument<ResourceFile>): GiveRows {
  return async (chunk, options): Promise<Outcome> => {
    const tally: ChunkResult = { added: 0, changed: 0, unchanged: 0, rejected: [] }
    if (chunk.kind !== 'resources') throw new Error(`rows of the kind ${chunk.kind} are no entries of the directory`)
    for (const row of chunk.rows) {
      const outcome = await give(row, options)
      if (!outcome.ok) return outcome
      tally[outcome.result['isNew'] === true ? 'added' : 'unchanged']++
    }
    return done(tally)
  }
}
