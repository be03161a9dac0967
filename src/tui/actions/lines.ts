import { type App, give, refresh, wordsOf } from '../app.ts'
import { start, topScreen } from '../state.ts'
import { open } from './navigate.ts'

export function openLines(app: App): Promise<void> | void {
  if (topScreen(app.store.get()).is === 'lines') return undefined
  return open(app, { is: 'lines', cursor: start, data: null })
}

/** Marks the line under the cursor as read. */
export async function readLine(app: App): Promise<void> {
  const top = topScreen(app.store.get())
  const note = top.is === 'lines' ? top.data?.[top.cursor.index] : undefined
  if (!note || note.readAt !== null) return
  await give(app, 'staff.read', { staffNoteId: note.id }, wordsOf(app.store.get()).lines.isRead)
  await refresh(app)
}
