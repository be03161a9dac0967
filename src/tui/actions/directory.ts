import { resourceKindWords } from '../../app/language/reply-words.ts'
import { resourceKinds } from '../../core/resource/kinds.ts'
import { type App, give, refresh, wordsOf } from '../app.ts'
import { start, topScreen } from '../state.ts'
import { open } from './navigate.ts'
import { choose, confirm, prompt } from './overlay.ts'

export function openDirectory(app: App): Promise<void> {
  return open(app, { is: 'resources', cursor: start, data: null })
}

function selected(app: App) {
  const top = topScreen(app.store.get())
  return top.is === 'resources' ? top.data?.[top.cursor.index] : undefined
}

/** The person has made sure of the number: said after a question that names it. */
export function verifyEntry(app: App): void {
  const entry = selected(app)
  const words = wordsOf(app.store.get())
  if (!entry) return
  const { id: resourceId, name, phone } = entry
  confirm(app, words.resources.askVerify(name, phone), async () => {
    await give(app, 'resource.verify', { resourceId, phone }, words.said.saved)
  })
}

export function removeEntry(app: App): void {
  const entry = selected(app)
  const words = wordsOf(app.store.get())
  if (!entry) return
  prompt(app, words.resources.askRemove(entry.name), '', '', async (reason) => {
    await give(app, 'resource.remove', { resourceId: entry.id, reason }, words.said.saved)
    await refresh(app)
  })
}

/** A new entry: kind, then name, phone and city in one line. */
export function addEntry(app: App): void {
  const { language } = app.store.get()
  const words = wordsOf(app.store.get())
  const options = resourceKinds.map((id) => ({ id, label: resourceKindWords[id][language] }))
  choose(app, words.resources.askKind, options, false, ([kind]) =>
    prompt(app, words.resources.askEntry, '', words.resources.entryHint, async (text) => {
      const [name = '', phone = '', city = ''] = text.split(/[;；]/).map((part) => part.trim())
      if (name === '' || phone === '') return words.resources.entryHint
      const args = { kind, name, phone, city: city || null }
      const outcome = await give(app, 'resource.add', args, words.said.saved)
      await refresh(app)
      return outcome?.ok ? undefined : words.resources.entryHint
    }),
  )
}
