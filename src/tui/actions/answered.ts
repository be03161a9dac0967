import { nextTalk } from '../../app/conversations.ts'
import { type App, reload, whileOpening } from '../app.ts'
import { loadScreen } from '../load.ts'
import { newest, type Screen, start, topScreen } from '../state.ts'
import { noteLook } from './look.ts'

/**
 * On the conversation desk, what was answered or put away makes room: the next in which a customer waits opens by itself. Elsewhere
 * nothing happens. False where the person is not at that desk.
 */
export async function toNextTalk(app: App): Promise<boolean> {
  const top = topScreen(app.store.get())
  if (top.is !== 'conversations' && top.is !== 'conversation') return false
  const done = top.is === 'conversation' ? top.conversationId : chosenId(top)
  const read = await loadScreen(app.home, { is: 'conversations', talkId: null, cursor: start, data: null })
  const talks = read.is === 'conversations' && read.data ? read.data.talks : []
  const next = nextTalk(talks, app.home.actor.staffId, done)
  app.store.set((state) => ({
    ...state,
    scroll: 0,
    stack: state.stack.map((screen): Screen => {
      if (screen.is === 'conversations') {
        const index = talks.findIndex(({ id }) => id === (next?.id ?? done))
        return {
          ...screen,
          talkId: next?.id ?? null,
          cursor: { index: Math.max(0, index) },
          data: { talks, chosen: null },
        }
      }
      if (screen !== top || screen.is !== 'conversation' || !next) return screen
      const { id: conversationId, conversation } = next
      return { is: 'conversation', conversationId, customerId: conversation.customerId, cursor: newest, data: null }
    }),
  }))
  const now = topScreen(app.store.get())
  await whileOpening(
    app,
    noteLook(app, now).then(() => reload(app)),
  )
  return true
}

function chosenId(screen: Extract<Screen, { is: 'conversations' }>): string | null {
  return screen.data?.talks[screen.cursor.index]?.id ?? null
}
