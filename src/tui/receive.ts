import { graphemesOf } from '../app/cells.ts'
import { type App, begin } from './app.ts'
import { putText } from './field.ts'
import type { InkKey } from './key-name.ts'
import { press } from './keys.ts'
import { isTyping } from './state.ts'

/** What waits for a screen that is opening, in the order in which it came. */
const waiting = new WeakMap<App, (() => void)[]>()

/**
 * Does it now, or behind what came before it once the screen that is being opened is there. `isRest`: of what is being dealt with
 * now, so before all that waits.
 */
function inTurn(app: App, act: () => void, isRest = false): void {
  const queue = waiting.get(app)
  if (queue && isRest) queue.unshift(act)
  else if (queue) queue.push(act)
  else if (!app.opening) act()
  else {
    const acts = [act]
    waiting.set(app, acts)
    const turn = async () => {
      while (acts.length > 0) {
        while (app.opening) {
          await app.opening
          // Whoever opened it goes on first: a field that it asks in takes what was typed.
          await new Promise(setImmediate)
        }
        acts.shift()?.()
      }
    }
    begin(
      app,
      turn().finally(() => waiting.delete(app)),
    )
  }
}

/**
 * What the terminal told in one piece. Fast keys come as one: to a field they are a text, everywhere else every character is a key
 * of its own. Which of the two is known only when their turn comes.
 */
export function receive(app: App, input: string, key: InkKey): void {
  if (key.ctrl && input === 'c') return app.exit(0)
  inTurn(app, () => take(app, input, key))
}

function take(app: App, input: string, key: InkKey): void {
  const isField = isTyping(app.store.get())
  if (key.meta && !isField) {
    // Outside of a field there is no Alt: an Esc and the key after it, typed fast.
    press(app, '', { escape: true })
    return inTurn(app, () => take(app, input, { ...key, meta: false }), true)
  }
  const keys = isField || key.ctrl ? [] : graphemesOf(input)
  if (keys.length < 2) return press(app, input, key)
  for (const [at, one] of keys.entries()) {
    press(app, one, key)
    if (!app.opening && !isTyping(app.store.get())) continue
    const rest = keys.slice(at + 1).join('')
    return rest ? inTurn(app, () => take(app, rest, key), true) : undefined
  }
}

/** A pasted text: one piece for the field; where there is none it does nothing. */
export function paste(app: App, text: string): void {
  inTurn(app, () => putText(app, text))
}
