import { signatureOf } from '../../app/claim-checklist.ts'
import { isCivilDate } from '../../core/civil-date.ts'
import type { ChecklistQuestion } from '../../core/judgement/judgement.ts'
import { fenOfYuan } from '../../core/money.ts'
import { type App, give, refresh, say, setScreen, whileOpening, wordsOf } from '../app.ts'
import { claimIdOf, selectedItem, selectedQuestion } from '../selection.ts'
import { topScreen } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { openChecklist } from './navigate.ts'
import { choose, confirm, prompt, type Taken } from './overlay.ts'
import { readDate } from './typed.ts'
import { askedOf } from '../thing.ts'

/** The checklist of the claim in sight; on a policy, of its open claim, or of a new one after a question. */
export async function checklist(app: App): Promise<void> {
  const state = app.store.get()
  const words = wordsOf(state)
  const top = topScreen(state)
  const item = selectedItem(top)
  const policy =
    item?.is === 'policy'
      ? item.policy
      : top.is === 'policy' && top.data && top.data !== 'gone'
        ? top.data.policy
        : null
  if (!policy) {
    const claimId = claimIdOf(state)
    return claimId ? openChecklist(app, claimId) : say(app, words.said.noClaim, 'warn')
  }
  const whole = await app.home.query.customer(policy.customerId)
  const open = whole?.claims.find(
    (claim) => claim.policyId === policy.id && claim.state !== 'closed' && claim.state !== 'paid',
  )
  if (open) return openChecklist(app, open.id)
  const product = (await app.home.query.row('product', policy.productCode))?.name ?? policy.productCode
  confirm(app, words.ask.openClaim(product), async () => {
    const outcome = await give(app, 'claim.open', { policyId: policy.id, title: product }, null)
    if (outcome?.ok) await openChecklist(app, String(outcome.result['claimId']))
  })
}

async function answer(app: App, question: ChecklistQuestion, value: unknown, isCleared = false): Promise<void> {
  const top = topScreen(app.store.get())
  if (top.is !== 'checklist') return
  const before = top.data && top.data !== 'gone' ? top.data.claim.facts[question.fact] : undefined
  const seen = before === undefined ? null : { value: before }
  const args = { claimId: top.claimId, fact: question.fact, value, isCleared, seen }
  // The next key is meant for the checklist as the answer leaves it.
  await whileOpening(
    app,
    give(app, 'checklist.answer', args, null).then((outcome) => {
      if (!outcome?.ok) return undefined
      setScreen(app, 'checklist', (screen) => ({ ...screen, fact: null }))
      return refresh(app)
    }),
  )
}

/** `y` and `n` on a yes-or-no question. */
export async function answerBool(app: App, value: boolean): Promise<void> {
  const question = selectedQuestion(topScreen(app.store.get()))
  if (question?.type === 'bool') await answer(app, question, value)
}

/** A digit chooses among the answers shown. */
export async function answerChoice(app: App, digit: number): Promise<void> {
  const question = selectedQuestion(topScreen(app.store.get()))
  if (!question || question.options.length === 0) return
  const option = question.options[digit - 1]
  if (option) await answer(app, question, option.value)
  else if (question.na && digit === question.options.length + 1) await answer(app, question, 'na')
}

export async function answerUnknown(app: App): Promise<void> {
  const question = selectedQuestion(topScreen(app.store.get()))
  if (question) await answer(app, question, null)
}

/** Takes an answer back, after a question: what was typed is gone with it. */
export function clearAnswer(app: App): void {
  const state = app.store.get()
  const question = selectedQuestion(topScreen(state))
  if (!question || question.state === 'open') return
  const asked = wordsOf(state).ask.clear(question.label[state.language])
  confirm(app, asked, () => answer(app, question, null, true))
}

/** Enter on a question that is answered in words: a date, an amount, a number, stays in hospital. */
export function typeAnswer(app: App): void {
  const question = selectedQuestion(topScreen(app.store.get()))
  if (!question || question.type === 'bool') return
  const { label } = question
  const { language } = app.store.get()
  if (question.options.length > 0) {
    const values = [...question.options.map((option) => option.value), ...(question.na ? ['na'] : [])]
    const labels = [...question.options.map((option) => option.label), ...(question.na ? [question.na] : [])]
    const options = labels.map((one, at) => ({ id: String(at), label: one[language] }))
    return choose(app, question.text[language], options, false, ([id]) => answer(app, question, values[Number(id)]))
  }
  promptAnswer(app, label[language], question, (value) => answer(app, question, value))
}

/** Asks for a date, an amount, a number or a list in words, until it can be read; what is taken is as the question's fact has it. */
export function promptAnswer(
  app: App,
  title: string,
  question: Pick<ChecklistQuestion, 'type' | 'list'>,
  take: (value: unknown) => Taken | Promise<Taken>,
): void {
  const words = wordsOf(app.store.get())
  const text = words.checklist
  const hints: Partial<Record<ChecklistQuestion['type'], string>> = {
    ...{ date: text.typeDate, fen: text.typeFen, int: text.typeInt },
  }
  prompt(app, title, '', hints[question.type] ?? listHint(question.list, text), (typed) => {
    const value = read(question, typed)
    return value === null ? wrongWords(question.type, words) : take(value)
  })
}

export function wrongWords(type: ChecklistQuestion['type'], words: Dictionary): string {
  switch (type) {
    case 'date':
      return words.said.badDate
    case 'fen':
      return words.said.badAmount
    case 'int':
      return words.said.badNumber
    default:
      return words.said.badStays
  }
}

function listHint(list: ChecklistQuestion['list'], text: Dictionary['checklist']): string {
  switch (list) {
    case 'visits':
      return text.typeVisits
    case 'grades':
      return text.typeGrades
    default:
      return text.typeStays
  }
}

function read({ type, list }: Pick<ChecklistQuestion, 'type' | 'list'>, typed: string): unknown {
  switch (type) {
    case 'date': {
      const month = /^(\d{4})[-/.年](0?[1-9]|1[0-2])月?$/.exec(typed)
      return month ? `${month[1]}-${month[2]?.padStart(2, '0')}` : readDate(typed)
    }
    case 'fen':
      return fenOfYuan(typed)
    case 'int':
      return /^\d{1,9}$/.test(typed) ? Number(typed) : null
    case 'stays':
      // Other lists are read by the vocabulary itself, as they are typed.
      return list === undefined || list === 'stays' ? readStays(typed) : typed
    case 'bool':
    case 'enum':
      return null
  }
}

function readStays(typed: string): unknown {
  const stays = []
  for (const part of typed.split(/[;；]/)) {
    const found = /^\s*(\d{4}-\d{2}-\d{2})\s*[~～]\s*(\d{4}-\d{2}-\d{2})(?:\s+ICU\s*(\d+))?(\s+same)?\s*$/i.exec(part)
    if (!found?.[1] || !found[2] || !isCivilDate(found[1]) || !isCivilDate(found[2])) return null
    stays.push({
      admittedOn: found[1],
      dischargedOn: found[2],
      icuDays: Number(found[3] ?? 0),
      sameCause: Boolean(found[4]),
    })
  }
  return stays
}

/** Signs the judgement on the screen: that one, not what the record may have become by the time of the answer. */
export function sign(app: App): void {
  const words = wordsOf(app.store.get())
  const top = topScreen(app.store.get())
  if (top.is !== 'checklist' || !top.data || top.data === 'gone' || !top.data.checklist) return
  const signature = signatureOf(top.data, top.data.checklist)
  confirm(
    app,
    askedOf(app.store.get(), words.ask.sign),
    async () => void (await give(app, 'claim.judge', signature, words.said.signed)),
  )
}
