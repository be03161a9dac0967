import { refuse } from '../core/refusal.ts'
import type { Home } from './home.ts'

/** The home for somebody who only looks: every command is refused, unless it is only tried. Syncing goes on. */
export function readonlyHome(home: Home): Home {
  const refused = async () => refuse('read-only')
  return {
    ...home,
    isReadonly: true,
    execute: (name, args, how) => (how?.isDryRun ? home.execute(name, args, how) : refused()),
    reveal: async () => ({ outcome: await refused(), value: null }),
    retry: (seq, isDryRun) => (isDryRun ? home.retry(seq, isDryRun) : refused()),
    discard: (seq, reason, isDryRun) => (isDryRun ? home.discard(seq, reason, isDryRun) : refused()),
    hand: (seq, note, isDryRun) => (isDryRun ? home.hand(seq, note, isDryRun) : refused()),
    undoStep: (id, isDryRun) => (isDryRun ? home.undoStep(id, isDryRun) : refused()),
    undo: (isDryRun) => (isDryRun ? home.undo(isDryRun) : refused()),
  }
}
