import { type App, whileOpening } from '../app.ts'
import { caseOf } from '../selection.ts'
import { write } from './write.ts'

/** Writes to the customer of the case in sight, on from its draft. */
export async function reply(app: App): Promise<void> {
  const item = caseOf(app.store.get())
  if (!item) return
  const text = (await whileOpening(app, draftOf(app, item.id))) ?? ''
  const send = (said: string) => app.home.execute('message.log', { caseId: item.id, direction: 'out', text: said })
  write(app, { item, text, send })
}

/** What somebody has begun to write on the case, on whichever desk. */
export async function draftOf(app: App, caseId: string): Promise<string | undefined> {
  return (await app.home.query.row('draft', `draft.${caseId}`))?.text
}
