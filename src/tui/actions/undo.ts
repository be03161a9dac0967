import { commandWords } from '../../app/language/events.ts'
import { type App, refresh, say, sayOutcome, wordsOf } from '../app.ts'
import { askNote } from './case-work.ts'

/** Takes the last thing back that was done on this desk. The words of a note come back to be mended; those of a reply are its draft. */
export async function undo(app: App): Promise<void> {
  const outcome = await app.home.undo()
  await refresh(app)
  if (!outcome.ok) return sayOutcome(app, outcome, null)
  const { name, args, customerId, caseId } = outcome.result
  const { text } = args as { text?: unknown }
  if (name === 'note.add' && typeof text === 'string')
    return askNote(app, String(customerId), typeof caseId === 'string' ? caseId : null, text)
  const { language } = app.store.get()
  say(app, wordsOf(app.store.get()).said.undone(commandWords[String(name)]?.[language] ?? String(name)), 'good')
}
