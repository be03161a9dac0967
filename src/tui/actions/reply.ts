import { type App, begin, give, refresh, whileOpening, wordsOf } from '../app.ts'
import { fitCells } from '../../app/cells.ts'
import { caseOf } from '../selection.ts'
import { prompt } from './overlay.ts'

/** Writes to the customer. Every keystroke is saved as the case's draft; Enter logs it as sent. */
export async function reply(app: App): Promise<void> {
  const words = wordsOf(app.store.get())
  const item = caseOf(app.store.get())
  if (!item) return
  const reading = app.home.query.row('draft', `draft.${item.id}`)
  const draft = (await whileOpening(app, reading))?.text ?? ''
  const saver = saveInOrder(app, item.id)
  prompt(
    app,
    words.ask.reply(fitCells(item.title, 16).trimEnd()),
    draft,
    '',
    async (text) => {
      await saver.settled()
      await give(app, 'message.log', { caseId: item.id, direction: 'out', text }, words.said.sent)
      await refresh(app)
    },
    saver.save,
  )
}

/** One save at a time; while one is under way only the newest text waits. */
function saveInOrder(app: App, caseId: string) {
  let running: Promise<void> | null = null
  let waiting: string | null = null
  const run = async () => {
    while (waiting !== null) {
      const text = waiting
      waiting = null
      await give(app, 'draft.save', { caseId, text }, null)
    }
    running = null
  }
  return {
    save(text: string) {
      waiting = text
      if (running) return
      running = run()
      begin(app, running)
    },
    settled: async () => {
      await running
    },
  }
}
