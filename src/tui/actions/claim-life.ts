import { claimLabels } from '../../app/language/claim-labels.ts'
import { refusalWords } from '../../app/refusals.ts'
import { claimSteps, type ClaimMove } from '../../app/claim-moves.ts'
import type { ClaimDesk } from '../../app/claim-desk.ts'
import { dateAt, startOfDate } from '../../core/civil-date.ts'
import { insurerStatuses } from '../../core/claim/states.ts'
import { resultOf } from '../../core/claim/last-signed.ts'
import { clauseText, explanationText, judgementText, rightsAfterRefusal } from '../../core/claim/words.ts'
import { outcomesOf } from '../../core/claim/outcomes.ts'
import type { Facts } from '../../core/judgement/fact-value.ts'
import { type Language, languages } from '../../core/language.ts'
import { fenOfYuan } from '../../core/money.ts'
import { type App, give, refresh, say, wordsOf } from '../app.ts'
import { deskOf, showTab } from './claim-tabs.ts'
import { choose, confirm, prompt, type Taken } from './overlay.ts'
import { dictionaries } from '../words/dictionary.ts'
import { readDate } from './typed.ts'
import { askedOf } from '../thing.ts'

/** Enter on a claim's life: what has happened, of all that can happen next. */
export function noteStep(app: App): void {
  const state = app.store.get()
  const words = wordsOf(state)
  const desk = deskOf(state)
  if (!desk) return
  const options = claimSteps(desk).map((move) => ({ id: move, label: words.claim.moves[move] }))
  if (options.length === 0) return say(app, words.claim.over, 'warn')
  choose(app, words.claim.whatNow, options, false, ([move]) => begin(app, desk, move as ClaimMove))
}

function begin(app: App, desk: ClaimDesk, move: ClaimMove): void | Promise<void> {
  const state = app.store.get()
  const words = wordsOf(state)
  const { language } = state
  const claimId = desk.claim.id
  const today = dateAt(app.home.clock.now())
  const put = (name: string, args: Record<string, unknown>) => putAnswer(app, name, { claimId, ...args })
  switch (move) {
    case 'submit':
      return promptDay(app, words.claim.moves.submit, today, (on, rest) =>
        put('claim.submit', { on, incompleteBecause: rest || null }),
      )
    case 'insurerStatus': {
      const options = insurerStatuses.map((id) => ({ id, label: claimLabels.insurerStatus[id][language] }))
      return choose(app, words.claim.moves.insurerStatus, options, false, ([status]) =>
        promptDay(app, claimLabels.insurerStatus[status as 'received'][language], today, (on, note) =>
          put('claim.insurerStatus', { on, status, note }),
        ),
      )
    }
    case 'insurerAsked':
      return promptDay(app, words.claim.askedFor, today, (noticeOn, documents) =>
        documents === '' ? words.said.sayWhat : put('claim.insurerAsked', { noticeOn, documents }),
      )
    case 'supplied':
      return promptDay(app, words.claim.moves.supplied, today, (on) => put('claim.supplied', { on }), true)
    case 'agreed':
      return promptPaid(app, words.claim.moves.agreed, today, (agreedFen, agreedOn) =>
        put('claim.agreed', { agreedFen, agreedOn }),
      )
    case 'paidFull':
    case 'advance':
      return promptPaid(app, words.claim.moves[move], today, (paidFen, paidOn) =>
        put('claim.paid', { paidFen, paidOn, as: move === 'advance' ? 'advance' : 'full' }),
      )
    case 'paidPart':
      return promptPaid(
        app,
        words.claim.partly,
        today,
        (paidFen, paidOn, rest) => {
          const { clause, reason } = clauseAndReason(rest)
          return reason === '' ? words.said.sayWhat : put('claim.paid', { paidFen, paidOn, as: 'part', clause, reason })
        },
        false,
      )
    case 'refused':
      return promptDay(app, words.claim.refusedHow, today, (refusedOn, rest) => {
        const { clause, reason } = clauseAndReason(rest)
        return reason === '' ? words.said.sayWhat : put('claim.refused', { refusedOn, clause, reason })
      })
    case 'takeBack':
      return prompt(app, words.claim.moves.takeBack, '', '', (reason) => put('claim.takeBack', { reason }))
    case 'tell':
      return tell(app, desk)
    case 'explain':
      return explain(app, desk)
    case 'dispute':
      return showTab(app, 'dispute', claimId)
    case 'handOver':
      return prompt(app, words.claim.handOver, '', '', (note) => {
        const options = Object.entries(words.claim.callBacks).map(([id, label]) => ({ id, label }))
        choose(app, words.claim.callBack, options, false, async ([when]) => {
          const callBackAt = callBackTimes(app.home.clock.now())[when as keyof typeof words.claim.callBacks]
          await give(app, 'claim.handOver', { claimId, note, callBackAt }, words.said.handedOver)
          await refresh(app)
        })
      })
    case 'close': {
      const possible = outcomesOf(desk.claim, desk.disputes)
      const options = possible.map((id) => ({ id, label: claimLabels.outcome[id][language] }))
      return choose(app, words.claim.moves.close, options, false, ([outcome]) =>
        confirm(
          app,
          askedOf(app.store.get(), words.ask.closeClaim),
          async () => void (await put('claim.close', { outcome })),
        ),
      )
    }
  }
}

const hour = 3_600_000

/** When a call that is promised now falls due, in epoch ms of Asia/Shanghai; this evening only while it is still to come. */
function callBackTimes(now: number) {
  const today = startOfDate(dateAt(now))
  const evening = today + 18 * hour
  return {
    none: null,
    hours: now + 2 * hour,
    evening: evening > now ? evening : now + 2 * hour,
    morning: today + 34 * hour,
  }
}

/** Shows the words of the signed judgement, in the language that the customer writes, and sends them when the person says so. */
export function tell(app: App, desk: ClaimDesk, inLanguage?: Language): void {
  const language = inLanguage ?? desk.customerLanguage ?? app.store.get().language
  const words = wordsOf(app.store.get())
  const { signed, checklist, customer, claim } = desk
  if (!signed || !checklist) return say(app, words.claim.notSigned, 'warn')
  if (!desk.isSignatureGood) return say(app, words.checklist.signedBefore, 'warn')
  const to = { customer, policy: desk.policy, product: { pack: checklist.pack } }
  const beside = desk.beside.filter(({ claim: { state } }) => state !== 'closed' && state !== 'refused')
  const otherPolicies = beside.map(({ productName }) => productName)
  const told = { judgement: resultOf(signed), facts: signed.facts as Facts, otherPolicies }
  const text = judgementText(language, to, told)
  const send = async () => {
    await give(app, 'claim.tell', { claimId: claim.id, judgementId: signed.id, language }, words.said.sent)
  }
  offer(app, text, send, { now: language, again: (other) => tell(app, desk, other) })
}

/** Asks for the four parts of an explanation, one after the other, shows the whole, and sends it when the person says so. */
function explain(app: App, desk: ClaimDesk): void {
  const language = desk.customerLanguage ?? app.store.get().language
  const words = wordsOf(app.store.get())
  const { claim, checklist, customer, policy } = desk
  if (!checklist) return say(app, words.checklist.noPack, 'warn')
  const { judgement, pack } = checklist
  const first = claim.refusalClause ?? judgement.clauses[0] ?? ''
  const applying = desk.grounds.filter(({ standing }) => standing === 'applies').map(({ id }) => id)
  const rights = rightsAfterRefusal(applying, judgement.flags).map((right) => right[language])
  const finish = (clause: string, quoted: string, own: string | null) =>
    prompt(app, words.claim.explainFacts, '', '', (facts) => {
      prompt(app, words.claim.explainReason, claim.refusalReason ?? '', '', (reason) => {
        const options = rights.map((label) => ({ id: label, label }))
        const send = (nextRights: readonly string[]) => {
          const parts = { clause, facts, reason, nextRights }
          const refusedOn = claim.refusedOn ?? claim.decidedOn ?? ''
          offer(app, explanationText(language, customer, refusedOn, parts, quoted), async () => {
            const args = { claimId: claim.id, ...parts, quoted: own, language }
            await give(app, 'claim.explain', args, words.said.sent)
          })
        }
        choose(app, words.claim.explainNext, options, true, send, rights.slice(0, 1))
      })
    })
  prompt(app, words.claim.explainClause, first, '2.1', (clause) => {
    const quoted = clauseText({ product: { pack }, policy }, clause)
    if (quoted !== undefined) return finish(clause, quoted, null)
    // The insurer may name what our terms do not have: then its own words are quoted.
    return prompt(app, words.claim.explainQuoted(clause), '', '', (own) => finish(clause, own, own))
  })
}

/** The whole text to read before it goes out: nothing does without a person. `other` says it in another language. */
function offer(
  app: App,
  text: string,
  send: () => Promise<void>,
  other?: { now: Language; again: (language: Language) => void },
): void {
  const words = wordsOf(app.store.get())
  const others = other ? languages.filter((language) => language !== other.now) : []
  const options = [
    { id: 'send', label: `${words.claim.send} ${text}` },
    ...others.map((language) => ({ id: language, label: dictionaries[language].said.language })),
    { id: 'not', label: words.claim.doNotSend },
  ]
  const chosen = async ([id]: readonly string[]) => {
    const language = others.find((one) => one === id)
    if (language) return other?.again(language)
    if (id !== 'send') return undefined
    await send()
    return refresh(app)
  }
  // An Enter too many sends nothing.
  choose(app, askedOf(app.store.get(), words.claim.readFirst), options, false, chosen, [], options.length - 1)
}

/** Gives a command; where it is refused, the words that say why, so that what was typed stays to be mended. */
export async function putAnswer(app: App, name: string, args: Record<string, unknown>): Promise<Taken> {
  const words = wordsOf(app.store.get())
  const outcome = await give(app, name, args, words.said.saved)
  await refresh(app)
  const { language, staff } = app.store.get()
  return outcome && !outcome.ok ? refusalWords(outcome, language, (id) => staff.get(id) ?? id) : undefined
}

/**
 * Asks for a day (today is offered) and what goes with it, on one line. A second day after the one offered takes its place;
 * where nothing may go with it, nothing is passed over.
 */
export function promptDay(
  app: App,
  title: string,
  today: string,
  take: (day: string, rest: string) => Taken | Promise<Taken>,
  isAlone = false,
): void {
  const words = wordsOf(app.store.get())
  prompt(app, title, `${today} `, '', (typed) => {
    const [offered = '', ...more] = typed.split(/\s+/)
    const [day, rest] = readDate(more[0] ?? '') ? [more[0] ?? '', more.slice(1)] : [offered, more]
    const date = readDate(day)
    return date === null || (isAlone && rest.length > 0) ? words.said.badDate : take(date, rest.join(' '))
  })
}

/** Asks for an amount in yuan, its day (today where none is said), and what goes with it where something may. */
export function promptPaid(
  app: App,
  title: string,
  today: string,
  take: (fen: number, day: string, rest: string) => Taken | Promise<Taken>,
  isAlone = true,
): void {
  const words = wordsOf(app.store.get())
  prompt(app, title, '', words.claim.paidHint(today), (typed) => {
    const [amount = '', ...more] = typed.split(/\s+/)
    const fen = fenOfYuan(amount)
    if (!fen) return words.said.badAmount
    const day = readDate(more[0] ?? '')
    const rest = day ? more.slice(1) : more
    return isAlone && rest.length > 0 ? words.said.badDate : take(fen, day ?? today, rest.join(' '))
  })
}

/** `2.1 等待期内出现症状`: the clause, where one is named, and the reason. */
function clauseAndReason(text: string): { clause: string | null; reason: string } {
  const found = /^(\d+(?:\.\d+)*(?:\(\d+\))?)\s+(.*)$/.exec(text)
  return found ? { clause: found[1] ?? null, reason: found[2] ?? '' } : { clause: null, reason: text }
}
