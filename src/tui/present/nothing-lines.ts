import { stripUnsafe } from '../../app/cells.ts'
import { itemCount } from '../selection.ts'
import { type Screen, type State, topScreen } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { keyed } from '../words/keyed.ts'
import { nextSteps, opened } from '../words/next-steps.ts'
import { blank, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

/** Why a screen has nothing to show; null where it has. */
type Nothing = 'loading' | 'failed' | 'gone' | 'empty'

function nothingOn(state: State, top: Screen): Nothing | null {
  const data = top.is === 'queue' ? state.queue : top.data
  if (data === 'gone') return 'gone'
  if (!data) {
    if (state.fault) return 'failed'
    // A search begins without anything to find.
    return top.is === 'search' && top.text.trim() === '' ? null : 'loading'
  }
  return nextSteps[top.is].empty && itemCount(state) === 0 ? 'empty' : null
}

/**
 * What stands in the place of a screen that has nothing to show: what is the case, what to do next, and what of it may be missing
 * because the endpoint is away. Null where there is something.
 */
export function nothingLines(state: State, words: Dictionary, width: number): Line[] | null {
  const top = topScreen(state)
  const nothing = nothingOn(state, top)
  if (nothing === null) return null
  const { empty, gone, next } = nextSteps[top.is]
  const typed = 'text' in top ? stripUnsafe(top.text) : ''
  const part = (text: string, tone: 'plain' | 'dim' | 'warn' | 'bad') =>
    wrapCells(text, width).map((said) => line({ text: said, tone }))
  switch (nothing) {
    case 'loading':
      return part(loadingWords(top, words), 'dim')
    case 'failed':
      return [...part(stripUnsafe(state.fault ?? ''), 'bad'), blank(), ...part(words.nothing.again, 'plain')]
    case 'gone':
    case 'empty': {
      const what = nothing === 'gone' ? gone?.(words) : empty?.(words, typed)
      const away = awayWords(state, words)
      return [
        ...part(what ?? '', 'plain'),
        ...part(keyed((state.isBoardOnly ? opened : next)[state.language], state), 'dim'),
        ...(away ? [blank(), ...part(away, 'warn')] : []),
      ]
    }
  }
}

function loadingWords({ is }: Screen, words: Dictionary): string {
  if (is === 'board' || is === 'boardRows') return words.board.loading
  return is === 'queue' ? words.queue.loading : words.customer.loading
}

/** What may be missing because this desk has not heard from its endpoint. */
function awayWords({ sync, now }: State, { nothing }: Dictionary): string | null {
  switch (sync?.is) {
    case 'offline':
      return nothing.offline(moment(sync.offlineSince ?? now, now))
    case 'new':
      return nothing.firstSync
    case 'stopped':
      return nothing.stopped
    default:
      return null
  }
}
