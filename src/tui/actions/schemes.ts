import { claimChecklist } from '../../app/claim-checklist.ts'
import { claimDesk } from '../../app/claim-desk.ts'
import { misfitWords } from '../../app/language/goodwill-words.ts'
import { factLabel, factValueWords } from '../../app/language/fact-words.ts'
import { replyNamed } from '../../app/reply-library.ts'
import { paidReply, schemesFor } from '../../app/schemes.ts'
import { dateAt } from '../../core/civil-date.ts'
import type { Row } from '../../core/entities.ts'
import { fenOfYuan, yuan } from '../../core/money.ts'
import { conditionOf, factsToName } from '../../core/scheme/criteria.ts'
import { replyIdOf } from '../../core/reply/file.ts'
import { askOf } from '../../core/special/special-case.ts'
import { isOfCustomer } from '../../core/escalation/any-run.ts'
import { type App, give, refresh, say, wordsOf } from '../app.ts'
import { claimIdOf, selectedScheme } from '../selection.ts'
import { start, topScreen } from '../state.ts'
import { open } from './navigate.ts'
import { choose, confirm, prompt } from './overlay.ts'
import { readDate } from './typed.ts'
import { thingOf } from '../thing.ts'

export function openSchemes(app: App, schemeId: string | null): Promise<void> | void {
  if (topScreen(app.store.get()).is === 'schemes') return undefined
  return open(app, { is: 'schemes', schemeId, cursor: start, data: null })
}

/** Stops a running scheme with a reason, or lets a stopped one run again. */
export function stop(app: App): void {
  const state = app.store.get()
  const { schemes: words, said } = wordsOf(state)
  const scheme = selectedScheme(topScreen(state))
  if (!scheme) return
  const { id: schemeId } = scheme
  if (scheme.state === 'running')
    return prompt(app, words.stop, '', thingOf(state), async (reason) => {
      await give(app, 'scheme.stop', { schemeId, reason }, said.stopped)
      await refresh(app)
    })
  if (scheme.state !== 'stopped') return say(app, words.notHere, 'warn')
  confirm(app, words.resume(scheme.name), async () => {
    await give(app, 'scheme.resume', { schemeId }, said.resumed)
  })
}

/** Enters the payment of the special case on the screen: all that was approved, today. */
export function pay(app: App): void {
  const state = app.store.get()
  const words = wordsOf(state)
  const top = topScreen(state)
  if (top.is !== 'escalation' || !top.data || top.data === 'gone') return
  const { amountFen } = askOf(top.data.run)
  prompt(app, words.schemes.reference(amountFen === null ? '?' : yuan(amountFen)), '', '', async (reference) => {
    const args = { escalationId: top.escalationId, paidOn: today(app), reference }
    await give(app, 'goodwill.pay', args, words.said.paid)
    await refresh(app)
  })
}

/** Pays goodwill on the claim on the screen under a scheme that is for it: which, how much, and the number of the payment. */
export async function grant(app: App): Promise<void> {
  const state = app.store.get()
  const { language } = state
  const words = wordsOf(state)
  const claimId = claimIdOf(state)
  if (claimId === null) return
  const read = await schemesFor(app.home, claimId)
  const fitting = 'ok' in read ? [] : read
  const schemes = fitting.filter(({ misfits }) => misfits.length === 0).map(({ scheme }) => scheme)
  const why = fitting.flatMap(({ misfits }) => misfits.map((one) => misfitWords(one)[language]))
  if (schemes.length === 0) return say(app, words.schemes.noFit([...new Set(why)].join('; ')), 'warn')
  const options = schemes.map(({ id, name }) => ({ id, label: name }))
  choose(app, words.schemes.which, options, false, ([id]) => {
    const scheme = schemes.find((one) => one.id === id)
    if (scheme) askAmount(app, scheme, (amountFen) => askReference(app, scheme, claimId, amountFen))
  })
}

function askAmount(app: App, { minFen, maxFen }: Row<'scheme'>, done: (amountFen: number) => void): void {
  if (minFen === maxFen) return done(maxFen)
  const words = wordsOf(app.store.get())
  const title = words.schemes.amount(yuan(minFen), yuan(maxFen))
  prompt(app, title, yuan(maxFen), words.escalation.fenField, (typed) => {
    const amountFen = fenOfYuan(typed)
    return amountFen === null ? words.said.badAmount : done(amountFen)
  })
}

function askReference(app: App, scheme: Row<'scheme'>, claimId: string, amountFen: number): void {
  const words = wordsOf(app.store.get())
  prompt(app, words.schemes.reference(yuan(amountFen)), '', '', async (reference) => {
    const paidOn = today(app)
    const args = { schemeId: scheme.id, claimId, amountFen, paidOn, reference }
    const outcome = await give(app, 'scheme.grant', args, words.said.paid)
    await refresh(app)
    if (outcome?.ok) await offerMessage(app, claimId, { name: scheme.goodwillName, amount: amountFen, paidOn })
  })
}

/** The words about a payment, filled in, for the person to send or not. */
async function offerMessage(app: App, claimId: string, answers: Record<string, unknown>): Promise<void> {
  const { schemes: words } = wordsOf(app.store.get())
  const reply = await replyNamed(app.home, paidReply)
  const desk = await claimDesk(app.home, claimId)
  if (!reply || 'ok' in desk || !desk.item) return say(app, words.noMessage, 'warn')
  const { customerId, id: caseId } = desk.item
  const language = desk.customerLanguage ?? app.store.get().language
  const about = { customerId, caseId, claimId, policyId: null, replyId: replyIdOf(reply), language, answers }
  await open(app, { is: 'reply', ...about, cursor: start, data: null })
  say(app, words.offerMessage, 'good')
}

/** Makes a scheme of the special case on the screen: its name, the facts that like cases share, the money. */
export function propose(app: App): void {
  const state = app.store.get()
  const words = wordsOf(state)
  const top = topScreen(state)
  if (top.is !== 'escalation' || !top.data || top.data === 'gone') return
  const { run } = top.data
  prompt(app, words.schemes.name, '', '', async (name) => {
    const claimId = isOfCustomer(run) ? run.claimId : null
    const read = claimId === null ? null : await claimChecklist(app.home, claimId)
    if (!read || 'ok' in read) return say(app, words.schemes.noClaim, 'warn')
    const facts = factsToName(read.checklist?.facts ?? {})
    const { language } = state
    const options = Object.entries(facts).map(([key, value]) => ({
      id: key,
      label: `${factLabel(key, language)} ${factValueWords(key, value, language)}`,
    }))
    choose(app, words.schemes.like, options, true, (keys) => {
      const same = Object.fromEntries(Object.entries(facts).filter(([key]) => keys.includes(key)))
      askMoney(app, run.id, name, conditionOf(same))
    })
  })
}

function askMoney(app: App, escalationId: string, name: string, condition: ReturnType<typeof conditionOf>): void {
  const words = wordsOf(app.store.get())
  prompt(app, words.schemes.money, '', words.schemes.moneyHint, async (typed) => {
    const [most = '', budget = '', last = ''] = typed.split(/\s+/)
    const [maxFen, budgetFen, endsOn] = [fenOfYuan(most), fenOfYuan(budget), readDate(last)]
    if (maxFen === null || budgetFen === null) return words.said.badAmount
    if (endsOn === null) return words.said.badDate
    const args = { escalationId, name, condition, minFen: maxFen, maxFen, budgetFen, startsOn: today(app), endsOn }
    await give(app, 'scheme.propose', args, words.said.proposed)
    return undefined
  })
}

function today(app: App): string {
  return dateAt(app.home.clock.now())
}
