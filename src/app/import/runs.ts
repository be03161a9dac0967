import type { RowKind } from '../../core/import/schema.ts'
import type { Outcome } from '../../core/refusal.ts'
import { derivedId } from '../../sync/sha256.ts'
import { says } from './catalogue.ts'
import type { ImportOptions } from './import-file.ts'
import type { Given } from './import-run.ts'
import { ImportStop } from './problem.ts'

/** The import of one file as the store knows it: `chunks` of it were given before this began. */
export type Run = {
  id: string
  chunks: number
  /**
   * The id of the command for a chunk: the same for the same rows at the same place of the same file in the same round. So what was given
   * before a cut is answered as it was then, and what was not is done.
   */
  idOf(number: number, given: readonly Given[]): string
  end(): Promise<void>
}

type Track = NonNullable<ImportOptions['keepTrack']>

/** Throws an `ImportStop` where the command is refused. */
export async function beginRun(track: Track, kind: RowKind, digest: string, source: string): Promise<Run> {
  const id = `${kind}.${digest}`
  const { round = 1, chunks = 0 } = resultOf(await track('import.begin', { run: id, source }))
  return {
    id,
    chunks: Number(chunks),
    idOf: (number, given) => derivedId(`${id} ${String(round)} ${number}\n${given.map(({ json }) => json).join('\n')}`),
    end: async () => void resultOf(await track('import.end', { run: id })),
  }
}

function resultOf(outcome: Outcome): Record<string, unknown> {
  if (outcome.ok) return outcome.result
  throw new ImportStop('refused', says.refused(outcome.code), { code: outcome.code, data: outcome.data })
}
