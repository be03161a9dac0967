import { productCells, productName } from './product-name.ts'
import { cellWidth, stripUnsafe } from '../../app/cells.ts'
import { labels } from '../../app/language/labels.ts'
import { promiseStandingWords } from '../../app/language/owed-words.ts'
import type { WholeCustomer } from '../../app/queries.ts'
import { maskIdNumber, maskPhone } from '../../core/customer/mask.ts'
import type { Row } from '../../core/entities.ts'
import { isLate, isOwed } from '../../core/promise/clock.ts'
import type { CustomerData, ShownValue, State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { beyondItems, claimSpans, standingLines } from './standing-lines.ts'
import { blank, heading, type Line, line } from './line.ts'
import { ageAt, moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

/** What the cursor can stand on in the customer screen, in order. */
export type CustomerItem =
  | { is: 'case'; case: Row<'case'> }
  | { is: 'policy'; policy: Row<'policy'> }
  | { is: 'claim'; claim: Row<'claim'> }
  | { is: 'promise'; promise: Row<'promise'> }
  | { is: 'escalation'; escalation: Row<'escalation'> }

/** The customer in a line: name, gender, age, city. */
export function personHeading(customer: Row<'customer'>, { language, now }: State, words: Dictionary): Line {
  const age = ageAt(customer.bornOn, now)
  const remarks = [
    labels.gender[customer.gender][language],
    age === null ? '' : words.customer.age(age),
    customer.city ?? '',
  ]
  return heading(stripUnsafe(customer.name), stripUnsafe(remarks.filter(Boolean).join(' ')))
}

export function itemId(item: CustomerItem): string {
  switch (item.is) {
    case 'case':
      return item.case.id
    case 'claim':
      return item.claim.id
    case 'promise':
      return item.promise.id
    case 'policy':
      return item.policy.id
    case 'escalation':
      return item.escalation.id
  }
}

export function customerItems(whole: WholeCustomer): CustomerItem[] {
  return [
    ...whole.cases.map((item) => ({ is: 'case' as const, case: item })),
    ...whole.promises.filter(isOwed).map((promise) => ({ is: 'promise' as const, promise })),
    ...whole.escalations.map((escalation) => ({ is: 'escalation' as const, escalation })),
    ...whole.policies.map((policy) => ({ is: 'policy' as const, policy })),
    ...whole.claims.map((claim) => ({ is: 'claim' as const, claim })),
  ]
}

/** Who else may be insured: near the top, where a narrow screen shows it too. */
function householdLines(
  members: WholeCustomer['members'],
  { language, now }: State,
  words: Dictionary,
  width: number,
): Line[] {
  if (members.length === 0) return [line({ text: words.customer.alone, tone: 'dim' })]
  const told = members.map(({ relation, name, bornOn }) => {
    const years = ageAt(bornOn, now)
    return [labels.relation[relation][language], name, years === null ? '' : words.customer.age(years)].join(' ').trim()
  })
  const text = `${words.customer.household}: ${told.join(' · ')}`
  return wrapCells(stripUnsafe(text), width).map((part) => line(part))
}

/** The left pane with the line that each item stands on, so that the window can follow the cursor. */
export function customerLines(
  whole: CustomerData,
  index: number,
  state: State,
  words: Dictionary,
  width: number,
  shown: readonly ShownValue[] = [],
  hasSide = false,
): { lines: Line[]; cursorLine: number; after: number } {
  const { language, now } = state
  const { customer, members, policies, cases, escalations } = whole
  const lines: Line[] = [
    personHeading(customer, state, words),
    line({
      text: [customer.phone ? maskPhone(customer.phone) : '', customer.idNumber ? maskIdNumber(customer.idNumber) : '']
        .filter(Boolean)
        .join('  '),
      tone: 'dim',
    }),
  ]
  if (whole.isElsewhere)
    for (const text of wrapCells(words.customer.elsewhere, width)) lines.push(line({ text, tone: 'warn' }))
  for (const { label, value } of shown)
    lines.push(line({ text: `${stripUnsafe(label)}: `, tone: 'warn' }, { text: stripUnsafe(value), tone: 'strong' }))
  if (customer.tags.length > 0) lines.push(line({ text: stripUnsafe(customer.tags.join(' · ')), tone: 'accent' }))
  lines.push(...householdLines(members, state, words, width))
  if (whole.care) {
    const { where, what, until } = whole.care
    lines.push(line({ text: words.customer.notACustomer(until), tone: 'warn' }))
    for (const text of wrapCells(stripUnsafe(`${where} · ${what}`), width)) lines.push(line({ text }))
  }
  let cursorLine = 0
  let at = 0
  const item = (spans: Line['spans']) => {
    const isSelected = at === index
    if (isSelected) cursorLine = lines.length
    lines.push({ spans: [{ text: isSelected ? '>' : ' ', cells: 1 }, ...spans], isSelected })
    at++
  }
  lines.push(blank(), heading(words.customer.cases, String(cases.length)))
  if (cases.length === 0) lines.push(line({ text: words.customer.noCases, tone: 'dim' }))
  for (const one of cases) {
    const isOpen = one.state === 'open'
    const tone = isOpen ? 'plain' : 'dim'
    const kind = {
      text: labels.caseKind[one.kind][language],
      cells: language === 'en' ? 14 : 5,
      tone: isOpen ? 'strong' : 'dim',
    } as const
    item([
      kind,
      { text: stripUnsafe(one.title), cells: Math.max(4, width - kind.cells - 13), tone },
      { text: ` ${moment(one.openedAt, now)}`, tone: 'dim' },
    ])
  }
  const owed = whole.promises.filter(isOwed)
  if (owed.length > 0) lines.push(blank(), heading(words.promise.title, String(owed.length)))
  for (const promise of owed) {
    const standing = promiseStandingWords(promise, now, language)
    const tone = isLate(promise, now) ? 'bad' : promise.state === 'kept' ? 'good' : 'warn'
    const cells = Math.min(cellWidth(standing), Math.floor(width / 2))
    item([{ text: standing, cells, tone }, { text: ` ${stripUnsafe(promise.words)}` }])
  }
  if (escalations.length > 0) lines.push(blank(), heading(words.customer.escalations, String(escalations.length)))
  for (const one of escalations) {
    const flow = state.flows.get(one.flowId)
    const tone = one.state === 'running' ? 'warn' : 'dim'
    item([
      { text: labels.escalation[one.state][language], cells: language === 'en' ? 9 : 7, tone },
      { text: flow?.name[language] ?? one.flowId },
    ])
  }
  lines.push(blank(), heading(words.customer.policies, String(policies.length)))
  if (policies.length === 0) lines.push(line({ text: words.customer.noPolicies, tone: 'dim' }))
  for (const policy of policies) {
    const tone = policy.state === 'inForce' ? 'good' : 'warn'
    item([
      { text: labels.policyState[policy.state][language], cells: language === 'en' ? 9 : 7, tone },
      { text: productName(policy.productCode, state), cells: productCells[language] },
      { text: stripUnsafe(policy.insuredName), cells: 9 },
      { text: `${words.customer.until} ${policy.expiresOn}`, tone: 'dim' },
    ])
    lines.push(...standingLines(whole.standing[policy.id], policy, words, width))
  }
  if (whole.claims.length > 0) lines.push(blank(), heading(words.customer.claims, String(whole.claims.length)))
  for (const claim of whole.claims) item(claimSpans(claim, whole, state))
  // With a pane of its own it stands there.
  if (!hasSide) lines.push(...beyondItems(whole, state, words, width))
  // What nothing can be chosen of stands at the end, and is seen from the last item.
  return { lines, cursorLine, after: at === index + 1 ? lines.length - cursorLine : 5 }
}
