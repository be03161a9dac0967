import { type App, refresh, say, whileOpening, wordsOf } from '../app.ts'
import { stepped } from '../history.ts'
import { topScreen } from '../state.ts'
import { noteLook } from './look.ts'

/** `-` and `=`: back to where the person was, whatever led away from it, and forward again. */
export function step(app: App, by: -1 | 1): Promise<void> | void {
  const next = stepped(app.store.get(), by)
  const { way } = wordsOf(app.store.get())
  if (!next) return say(app, by < 0 ? way.noPast : way.noAhead, 'warn')
  app.store.set(() => next)
  return whileOpening(
    app,
    noteLook(app, topScreen(next)).then(() => refresh(app)),
  )
}
