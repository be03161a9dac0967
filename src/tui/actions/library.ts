import { productName } from '../present/product-name.ts'
import { copyToTerminal } from '../../app/clipboard.ts'
import { languages } from '../../core/language.ts'
import { figuresOf } from '../../core/reply/edited.ts'
import { fieldOf, previewReply, replyText } from '../../core/reply/fill.ts'
import { type App, begin, give, refresh, reload, say, sayOutcome, setScreen, whileOpening, wordsOf } from '../app.ts'
import { type ReplyItem, replyItems } from '../present/reply-lines.ts'
import { caseOf } from '../selection.ts'
import { type ReplyData, type ScreenOf, start, topScreen } from '../state.ts'
import { askField } from './escalate.ts'
import { toNextTalk } from './answered.ts'
import { open } from './navigate.ts'
import { choose, confirm } from './overlay.ts'
import { draftOf } from './reply.ts'
import { write } from './write.ts'
import { askedOf } from '../thing.ts'

/** Opens the reply library for the case in sight. */
export async function openLibrary(app: App): Promise<void> {
  const item = caseOf(app.store.get())
  if (!item) return say(app, wordsOf(app.store.get()).replies.noCase, 'warn')
  const { customerId, id: caseId, claimId } = item
  await open(app, { is: 'replies', customerId, caseId, claimId, text: '', cursor: start, data: null })
}

/** Every keystroke of the library's filter. */
export function typeFilter(app: App, text: string): void {
  setScreen(app, 'replies', (screen) => ({ ...screen, text, cursor: start }))
  begin(app, reload(app))
}

/** Enter in the library: the reply whole, in the language in which the customer writes. Keys that come before it is there wait. */
export function openReply(app: App): Promise<void> {
  return whileOpening(app, openChosen(app))
}

async function openChosen(app: App): Promise<void> {
  // What was typed and entered in one piece is not read yet.
  await reload(app)
  const state = app.store.get()
  const top = topScreen(state)
  const listed = top.is === 'replies' ? top.data?.found[top.cursor.index] : undefined
  if (top.is !== 'replies' || !listed) return
  const { customerId, caseId, claimId } = top
  const language = top.data?.customerLanguage ?? state.language
  const about = { customerId, caseId, claimId, policyId: null, replyId: listed.id, language, answers: {} }
  await open(app, { is: 'reply', ...about, cursor: start, data: null })
  toFirstMissing(app)
}

type ReplyScreen = ScreenOf<'reply'>

/** The reply on the screen with what it is filled from; undefined while it is not there. */
function inHand(app: App): { screen: ReplyScreen; data: ReplyData } | undefined {
  const top = topScreen(app.store.get())
  return top.is === 'reply' && top.data && top.data !== 'gone' ? { screen: top, data: top.data } : undefined
}

/** Puts the cursor on what is missing, so that Enter after Enter fills all of it. */
function toFirstMissing(app: App): void {
  const hand = inHand(app)
  if (!hand) return
  const index = replyItems(hand.screen, hand.data).findIndex(({ isMissing }) => isMissing)
  if (index >= 0) setScreen(app, 'reply', (screen) => ({ ...screen, cursor: { index } }))
}

async function change(app: App, changed: Partial<ReplyScreen>): Promise<void> {
  setScreen(app, 'reply', (screen) => ({ ...screen, ...changed }))
  await whileOpening(app, reload(app))
  toFirstMissing(app)
}

/** Enter on the reply: asks for what the cursor stands on. */
export function fillReply(app: App): void {
  const hand = inHand(app)
  const item = hand && replyItems(hand.screen, hand.data)[hand.screen.cursor.index]
  if (hand && item) fillItem(app, hand.screen, hand.data, item)
}

function fillItem(app: App, screen: ReplyScreen, data: ReplyData, item: ReplyItem): void {
  const { language } = app.store.get()
  const words = wordsOf(app.store.get())
  switch (item.is) {
    case 'policy': {
      const options = data.policies.map(({ id, number, productCode }) => ({
        id,
        label: `${number} ${productName(productCode, app.store.get())}`,
      }))
      if (options.length === 0) return say(app, words.replies.noPolicy, 'warn')
      return choose(app, words.replies.whichPolicy, options, false, ([policyId = null]) => change(app, { policyId }))
    }
    case 'claim': {
      const options = data.claims.map(({ id, title }) => ({ id, label: title[language] }))
      if (options.length === 0) return say(app, words.replies.noClaim, 'warn')
      return choose(app, words.replies.whichClaim, options, false, ([claimId = null]) => change(app, { claimId }))
    }
    case 'record':
      return say(app, words.replies.notInRecord, 'warn')
    case 'ask': {
      const { ask } = item
      const answered = (value: unknown) => change(app, { answers: { ...screen.answers, [ask.id]: value } })
      const field = fieldOf(ask)
      const before = screen.answers[ask.id]
      if (field) return askField(app, field, typeof before === 'string' && !field.options ? before : '', answered)
      const entries = data.resources.filter(({ kind }) => ask.kind === undefined || kind === ask.kind)
      if (entries.length === 0) return say(app, words.replies.noEntry, 'warn')
      const options = entries.map(({ id, name, phone, city, isStale }) => ({
        id,
        label: [name, phone, city, isStale ? words.resources.stale : null].filter(Boolean).join(' · '),
      }))
      return choose(app, ask.label[language], options, false, ([id]) => answered(id))
    }
  }
}

/** The next of the three languages for this reply. */
export async function turnLanguage(app: App): Promise<void> {
  const hand = inHand(app)
  if (!hand) return
  const at = languages.indexOf(hand.screen.language)
  await change(app, { language: languages[(at + 1) % languages.length] ?? 'en' })
}

/** What may go out now; says on the screen why nothing may. */
function readyText(app: App): { screen: ReplyScreen; text: string } | null {
  const hand = inHand(app)
  if (!hand) return null
  const { screen, data } = hand
  const written = replyText(data.reply, data.record, screen.answers, screen.language)
  if ('text' in written) return { screen, text: written.text }
  sayOutcome(app, written, null)
  return null
}

/** Sends what is on the screen, after a question. */
export function sendReply(app: App): void {
  const ready = readyText(app)
  if (!ready) return
  const words = wordsOf(app.store.get())
  const { caseId, replyId, language, claimId, policyId, answers } = ready.screen
  const args = { caseId, replyId, language, claimId, policyId, answers, text: ready.text }
  confirm(app, askedOf(app.store.get(), words.ask.send), async () => {
    const outcome = await give(app, 'reply.send', args, null)
    if (outcome?.ok) leave(app, words.said.sent)
  })
}

/** Goes on writing in the words of the reply, with what is still missing standing open in them; a draft that is there stays before it. */
export async function editReply(app: App): Promise<void> {
  const hand = inHand(app)
  if (!hand) return
  const { screen, data } = hand
  const { caseId, replyId, language, claimId, policyId, answers } = screen
  const item = await whileOpening(app, app.home.query.row('case', caseId))
  if (!item) return
  const draft = await whileOpening(app, draftOf(app, caseId))
  const words = previewReply(data.reply, data.record, answers, language).map(({ text }) => text)
  const edited = { figures: figuresOf(data.reply, data.record, answers, language) }
  const about = { caseId, replyId, language, claimId, policyId, answers, edited }
  write(app, {
    item,
    text: [...(draft ? [draft] : []), words.join('')].join('\n'),
    send: (text) => app.home.execute('reply.send', { ...about, text }),
    onSent: () => leave(app, wordsOf(app.store.get()).said.sent),
  })
}

/** Copies what is on the screen into the clipboard of the terminal, and logs it as sent by the person's own hand, after a question. */
export async function copyReply(app: App): Promise<void> {
  const ready = readyText(app)
  if (!ready) return
  const words = wordsOf(app.store.get())
  const { caseId, replyId, language } = ready.screen
  const args = { caseId, replyId, language, text: ready.text }
  const tried = await app.home.execute('reply.copy', args, { isDryRun: true })
  if (!tried.ok) return sayOutcome(app, tried, null)
  // What is logged as said stays logged.
  confirm(app, words.ask.copy, () => copyAndLog(app, ready.text, args))
}

async function copyAndLog(app: App, text: string, args: object): Promise<void> {
  const words = wordsOf(app.store.get())
  // First where it has to go: what did not get there is not logged as said.
  const came = copyToTerminal(app.terminal.stdout, text)
  if (came !== 'copied') return say(app, words.replies.notCopied[came], 'bad')
  const outcome = await give(app, 'reply.copy', args, null)
  if (!outcome?.ok) return
  leave(app, words.replies.copied)
  await refresh(app)
}

/** Back to where the library was opened. */
function leave(app: App, said: string): void {
  app.store.set((state) => ({
    ...state,
    stack: state.stack.filter((screen) => screen.is !== 'replies' && screen.is !== 'reply'),
  }))
  say(app, said, 'good')
  const stay = async () => {
    if (await toNextTalk(app)) say(app, said, 'good')
  }
  begin(app, stay())
}
