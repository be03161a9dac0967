import type { Actor } from '../core/command.ts'
import type { Readers } from '../core/readers.ts'
import { mayRead } from '../core/may-read.ts'
import { unreadableCases } from '../store/readers.ts'
import type { Reader } from '../store/store.ts'

type Told = { caseId?: string | null; readers?: Readers }

/**
 * Leaves out of rows those that the person may not see, and what hangs on a case that they may not see. With `actor` null nothing:
 * a desk holds nothing else, and an operator holds the file itself.
 */
export function readableBy(reader: Reader, actor: Actor | null) {
  return async <R extends object>(rows: readonly R[]): Promise<R[]> => {
    if (!actor) return [...rows]
    const shown = rows.filter((row) => mayRead(row as Told, actor))
    if (shown.every((row) => !(row as Told).caseId)) return shown
    const closed = await unreadableCases(reader, actor)
    return shown.filter((row) => !closed.has((row as Told).caseId ?? ''))
  }
}
