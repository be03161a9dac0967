import { productName } from '../present/product-name.ts'
import { policiesThatRespond } from '../../app/claim-desk.ts'
import { labels } from '../../app/language/labels.ts'
import { dateAt } from '../../core/civil-date.ts'
import { factSpec } from '../../core/judgement/fact.ts'
import { type App, give, say, wordsOf } from '../app.ts'
import { amountWords } from '../present/checklist-lines.ts'
import { customerIdOf } from '../selection.ts'
import { openChecklist } from './navigate.ts'
import { choose, prompt } from './overlay.ts'
import { readDate } from './typed.ts'

/**
 * Takes in what happened: to whom, what, by which cause, on which day. Every policy that covers the person is offered at once,
 * with what it would say; a claim is opened on each that is chosen, in one case.
 */
export async function intake(app: App): Promise<void> {
  const state = app.store.get()
  const words = wordsOf(state)
  const customerId = customerIdOf(state)
  const whole = customerId === null ? undefined : await app.home.query.customer(customerId)
  if (!whole || customerId === null) return
  const insured = [...new Set(whole.policies.map(({ insuredName }) => insuredName))]
  if (insured.length === 0) return say(app, words.customer.noPolicies, 'warn')
  const ask = (insuredName: string) => askWhat(app, customerId, insuredName)
  if (insured.length === 1 && insured[0] !== undefined) return ask(insured[0])
  const options = insured.map((name) => ({ id: name, label: name }))
  choose(app, words.intake.who, options, false, ([name]) => ask(name ?? ''))
}

function askWhat(app: App, customerId: string, insuredName: string): void {
  const { language } = app.store.get()
  const words = wordsOf(app.store.get())
  const cause = factSpec('event.cause')
  prompt(app, words.intake.what(insuredName), '', words.intake.whatHint, (title) => {
    if ([...title].length > 200) return words.said.tooLong(200)
    const options = (cause?.options ?? []).map(({ value, label }) => ({ id: String(value), label: label[language] }))
    choose(app, cause?.question[language] ?? '', options, false, ([chosen]) => {
      prompt(app, words.intake.when, '', words.intake.whenHint, (typed) => {
        const day = typed === '?' ? null : readMonthOrDay(typed)
        if (day === undefined || (day !== null && day > dateAt(app.home.clock.now()))) return words.said.badDate
        const facts = {
          'event.cause': chosen ?? 'unclear',
          ...(day === null ? {} : { [chosen === 'illness' ? 'event.diagnosed_on' : 'event.on']: day }),
        }
        return offerPolicies(app, { customerId, insuredName, title, facts })
      })
    })
    return undefined
  })
}

type Event = { customerId: string; insuredName: string; title: string; facts: Record<string, string> }

async function offerPolicies(app: App, { customerId, insuredName, title, facts }: Event): Promise<undefined> {
  const { language } = app.store.get()
  const words = wordsOf(app.store.get())
  const responding = await policiesThatRespond(app.home, customerId, { insuredName, facts })
  const whole = await app.home.query.customer(customerId)
  const options = responding.map(({ policy, judgement }) => {
    const source = labels.policySource[policy.source][language]
    const name = productName(policy.productCode, app.store.get())
    const said = judgement
      ? `${labels.verdict[judgement.verdict][language]} ${judgement.liability === 'out' ? judgement.clauses.join(' ') : amountWords(judgement.amountFen)}`
      : words.checklist.noPack
    const open = whole?.claims.find((claim) => claim.policyId === policy.id && claim.state !== 'closed')
    const known = open ? ` · ${words.intake.known(labels.claimState[open.state][language])}` : ''
    return { id: policy.id, label: `${name} ${policy.number} · ${source} · ${said}${known}` }
  })
  const likely = responding.filter(({ judgement }) => judgement && judgement.liability !== 'out')
  choose(
    app,
    words.intake.policies(insuredName),
    options,
    true,
    async ([first, ...others]) => {
      // Whoever takes it in works on it: an expert's intake stands in the experts' queue.
      const role = app.home.actor.role === 'expert' ? 'expert' : 'butler'
      const args = { policyId: first, alsoPolicyIds: others, title, facts, role }
      const outcome = await give(app, 'claim.open', args, null)
      if (outcome?.ok) await openChecklist(app, String(outcome.result['claimId']))
    },
    likely.map(({ policy }) => policy.id),
  )
  return undefined
}

/** A day, or a month of which only that is known; undefined for anything else. */
function readMonthOrDay(typed: string): string | undefined {
  const month = /^(\d{4})[-/.年](0?[1-9]|1[0-2])月?$/.exec(typed.normalize('NFKC'))
  return month ? `${month[1]}-${month[2]?.padStart(2, '0')}` : (readDate(typed) ?? undefined)
}
