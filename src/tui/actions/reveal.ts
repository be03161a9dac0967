import { labels } from '../../app/language/labels.ts'
import { isMasked } from '../../core/customer/mask.ts'
import type { RevealField } from '../../core/customer/reveal.ts'
import { type App, say, sayOutcome, setScreen, wordsOf } from '../app.ts'
import { topScreen } from '../state.ts'
import { askText, choose } from './overlay.ts'

/** A number of the customer on the screen that can be shown whole. */
type Numbered = { memberId: string | null; field: RevealField; label: string; held: string }

/**
 * Asks which number of the customer is to be seen whole, and why. What this home holds whole is shown at once; for the rest the
 * authority is asked, which writes down who, which and why. It is shown until the screen is left, and kept nowhere.
 */
export function showNumber(app: App): void {
  const words = wordsOf(app.store.get())
  const numbers = numbersOf(app)
  if (numbers.length === 0) return say(app, words.said.noNumber, 'warn')
  const options = numbers.map(({ label, held }, index) => ({
    id: String(index),
    label: isMasked(held) ? `${label} ${held}` : label,
  }))
  choose(app, words.ask.whichNumber, options, false, ([id]) => {
    const number = numbers[Number(id)]
    if (number) reveal(app, number)
  })
}

function reveal(app: App, { memberId, field, label, held }: Numbered): void {
  const words = wordsOf(app.store.get())
  const top = topScreen(app.store.get())
  if (top.is !== 'customer') return
  const { customerId } = top
  const show = (value: string) =>
    setScreen(app, 'customer', (screen) =>
      screen.customerId === customerId
        ? { ...screen, shown: [...(screen.shown ?? []).filter((one) => one.label !== label), { label, value }] }
        : screen,
    )
  if (!isMasked(held)) return show(held)
  const ask = async (reason: string) => {
    const { outcome, value } = await app.home.reveal({ customerId, memberId, field, reason })
    if (value !== null) show(value)
    sayOutcome(app, outcome, words.said.numberShown)
  }
  const task = { is: 'reveal', about: label, isListed: true } as const
  askText(app, words.ask.whyNumber(label), '', ask, { hint: words.ask.whyNumberHint, task })
}

function numbersOf(app: App): Numbered[] {
  const state = app.store.get()
  const top = topScreen(state)
  if (top.is !== 'customer' || !top.data || top.data === 'gone') return []
  const { customer, members } = top.data
  const { phone, idNumber } = wordsOf(state).customer
  const known = [
    { memberId: null, field: 'phone' as const, label: phone, held: customer.phone },
    { memberId: null, field: 'idNumber' as const, label: idNumber, held: customer.idNumber },
    ...members.map((member) => ({
      memberId: member.id,
      field: 'idNumber' as const,
      label: `${labels.relation[member.relation][state.language]} ${member.name} ${idNumber}`,
      held: member.idNumber,
    })),
  ]
  return known.flatMap(({ held, ...number }) => (held === null ? [] : [{ ...number, held }]))
}
