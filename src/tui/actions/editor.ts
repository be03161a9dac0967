import { type Edited, editorOf, editText } from '../../app/edit-text.ts'
import { type App, wordsOf } from '../app.ts'
import { edit, fieldOf } from '../field.ts'

/** A Ctrl-C in the editor is none of ours. */
const ofEditor = () => {}
/** What an editor may have switched on and not off: cursor and keypad keys, mouse, pasting, colours, its look of the cursor. */
const modesOff = '\x1b[?1l\x1b>\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[0m\x1b[0 q\x1b[?7h'

/** Opens the text of the field in the person's own editor; what they leave there is the text. */
export async function editOutside(app: App): Promise<void> {
  const words = wordsOf(app.store.get()).editor
  const field = fieldOf(app.store.get())
  const editor = editorOf()
  if (!field) return
  if (!editor) return complain(app, words.none)
  let edited: Edited = { is: 'no-editor' }
  await app.terminal.suspend(async () => {
    process.on('SIGINT', ofEditor)
    try {
      edited = await editText(field.text, app.home.folder, editor)
      if (edited.is === 'failed') app.terminal.stdout.write(modesOff)
    } finally {
      process.off('SIGINT', ofEditor)
    }
  })
  const came = edited as Edited
  if (came.is === 'failed') return complain(app, words.failed(came.status))
  if (came.is === 'edited' && fieldOf(app.store.get())?.id === field.id)
    edit(app, () => ({ text: came.text, caret: came.text.length }))
}

/** Says it before the field, whose text stays. */
function complain(app: App, text: string): void {
  app.store.set((state) =>
    state.overlay?.is === 'prompt' ? { ...state, overlay: { ...state.overlay, title: `! ${text}` } } : state,
  )
}
