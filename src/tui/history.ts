import type { Screen, State } from './state.ts'

const mostKept = 50

/** Goes to other screens; where the person was is kept for `-`. */
export function moved(state: State, stack: readonly Screen[]): State {
  if (stack.length === state.stack.length && stack.every((screen, at) => screen === state.stack[at])) return state
  const past = [...(state.past ?? []), state.stack.map(withoutData)].slice(-mostKept)
  return { ...state, stack, past, ahead: [], scroll: 0 }
}

/** One step back (-1) or forward (1) among the places where the person was; null at the end. */
export function stepped(state: State, by: -1 | 1): State | null {
  const [past, ahead] = [state.past ?? [], state.ahead ?? []]
  const stack = by < 0 ? past.at(-1) : ahead.at(-1)
  if (!stack) return null
  const here = state.stack.map(withoutData)
  const rest =
    by < 0 ? { past: past.slice(0, -1), ahead: [...ahead, here] } : { past: [...past, here], ahead: ahead.slice(0, -1) }
  return { ...state, ...rest, stack, scroll: 0, overlay: null, notice: null }
}

/** What was read is read again: it may have changed, or not be this desk's any more. A number that was shown whole is not kept. */
export function withoutData(screen: Screen): Screen {
  if (screen.is === 'queue') return { ...screen, preview: null }
  const { ...kept } = { ...screen, data: null }
  return 'whole' in kept ? { ...kept, whole: null } : 'shown' in kept ? { ...kept, shown: [] } : kept
}
