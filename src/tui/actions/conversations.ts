import { labels } from '../../app/language/labels.ts'
import { mostTag } from '../../core/conversation/kinds.ts'
import { talkDesk } from '../../app/talk-desk.ts'
import { refusalWords } from '../../app/refusals.ts'
import { type App, begin, give, refresh, reload, say, whileOpening, wordsOf } from '../app.ts'
import { caseOf, talkOf } from '../selection.ts'
import { newest, start, topScreen } from '../state.ts'
import { toNextTalk } from './answered.ts'
import { open } from './navigate.ts'
import { askText, choose, confirm, prompt } from './overlay.ts'

/** Opens the conversations of the day, on that of the case in sight. */
export function openTalks(app: App): Promise<void> {
  const talkId = caseOf(app.store.get())?.conversationId ?? null
  return open(app, { is: 'conversations', talkId, cursor: start, data: null })
}

/** Enter: the whole conversation. */
export async function openTalk(app: App): Promise<void> {
  const talk = talkOf(app.store.get())
  if (!talk) return
  const { customerId } = talk.conversation
  await open(app, { is: 'conversation', conversationId: talk.id, customerId, cursor: newest, data: null })
}

/** The next in which somebody waits. */
export async function nextTalkOn(app: App): Promise<void> {
  const before = talkOf(app.store.get())?.id
  await toNextTalk(app)
  const now = talkOf(app.store.get())
  if (!now || now.id === before || now.waitingSince === null)
    say(app, wordsOf(app.store.get()).conversations.nobodyWaits, 'good')
}

/** A digit: the reply of that number, as it would go out. Keys that come before it is there wait. */
export function openSuggested(app: App, key: string): Promise<void> {
  return whileOpening(app, openNumbered(app, Number(key)))
}

async function openNumbered(app: App, number: number): Promise<void> {
  const state = app.store.get()
  const talk = talkOf(state)
  const item = caseOf(state)
  if (!talk || !item) return noCase(app)
  const top = topScreen(state)
  const shown = top.is === 'conversation' ? top.data : top.is === 'conversations' ? top.data?.chosen : null
  // After a fast step down the list, what stands beside it is not read yet.
  const isRead = shown && shown !== 'gone' && shown.talk.id === talk.id
  const desk = isRead ? shown : await talkDesk(app.home, talk.id, talk)
  const listed = desk?.suggested[number - 1]
  if (!listed) return say(app, wordsOf(state).conversations.noSuggestion, 'warn')
  const language = desk?.language ?? state.language
  const about = { customerId: item.customerId, caseId: item.id, claimId: item.claimId, policyId: null }
  await open(app, { is: 'reply', ...about, replyId: listed.id, language, answers: {}, cursor: start, data: null })
}

/** A call on the case in sight: who called, and what was said. One of ours answers the customer, as a message does. */
export function logCall(app: App): void {
  const item = caseOf(app.store.get())
  if (!item) return noCase(app)
  const words = wordsOf(app.store.get()).conversations
  const options = (['in', 'out'] as const).map((id) => ({ id, label: words.call[id] }))
  choose(app, words.whoCalled, options, false, ([direction = 'in']) =>
    askText(
      app,
      words.callWords,
      '',
      async (text) => {
        if (text.length > mostCall) return wordsOf(app.store.get()).said.tooLong(mostCall)
        const args = { caseId: item.id, direction, channel: 'phone', text }
        const outcome = await give(app, 'message.log', args, words.callLogged)
        await refresh(app)
        if (outcome?.ok && direction === 'out' && (await toNextTalk(app))) say(app, words.callLogged, 'good')
      },
      { isLong: true },
    ),
  )
}

/** As `message.log` takes it. */
const mostCall = 8000

/** The tags as one line: what is typed is what the conversation has from then on. */
export function tagTalk(app: App): void {
  const state = app.store.get()
  const talk = talkOf(state)
  if (!talk) return
  const words = wordsOf(state).conversations
  const before = talk.conversation.tags
  prompt(app, words.tags, before.join(' '), words.tagsHint, save)

  async function save(typed: string) {
    const wanted = [...new Set(typed.split(/[\s,，、#]+/u).filter(Boolean))]
    const long = wanted.find((tag) => tag.length > mostTag)
    if (long) return wordsOf(app.store.get()).said.tooLong(mostTag)
    const add = wanted.filter((tag) => !before.includes(tag))
    const remove = before.filter((tag) => !wanted.includes(tag))
    const outcome = await give(app, 'conversation.tag', { conversationId: talk?.id, add, remove }, words.tagged)
    await refresh(app)
    const { language, staff } = app.store.get()
    return outcome && !outcome.ok ? refusalWords(outcome, language, (id) => staff.get(id) ?? id) : undefined
  }
}

/** A conversation without an open case gets one: what is said has to stand somewhere. */
export function openCaseForTalk(app: App): void {
  const state = app.store.get()
  const talk = talkOf(state)
  if (!talk || caseOf(state)) return
  const words = wordsOf(state).conversations
  const { customerId, id } = talk.conversation
  const title = (talk.unanswered ?? talk.last)?.text.trim().slice(0, 80) || labels.caseKind.question[state.language]
  confirm(app, words.openCase, async () => {
    const args = { customerId, kind: 'question', title, conversationId: id, waitingSince: talk.waitingSince }
    await give(app, 'case.open', args, words.caseOpened)
    begin(app, reload(app))
  })
}

function noCase(app: App): void {
  say(app, wordsOf(app.store.get()).conversations.noCase, 'warn')
}
