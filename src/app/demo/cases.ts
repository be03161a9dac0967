import { type CivilDate, dateAt } from '../../core/civil-date.ts'
import { castingOf, type Client, productNameOf, suits, telling } from './casting.ts'
import type { Clients } from './clients.ts'
import { type Talk, unansweredTalk } from './conversations.ts'
import { dayPlans } from './plan-days.ts'
import { expertPlans, otherRolePlans, pressingPlans } from './plan-pressing.ts'
import type { Random } from './random.ts'
import { slotsOf } from './slots.ts'
import { mainButler } from './staff.ts'
import type { CasePlan, Standing } from './standing.ts'

/** Every case that is opened by a person and is not a claim. */
export const casePlans: readonly CasePlan[] = [...pressingPlans, ...expertPlans, ...otherRolePlans, ...dayPlans]

/** A case with the customer whom it is about, and what that customer has said without an answer. */
export type CastCase = { plan: CasePlan; title: string; client: Client; talk: Talk | null }

/** Gives every plan a customer of the main butler's book. */
export function castCases(random: Random, { clients, used }: Clients, now: number): CastCase[] {
  const today = dateAt(now)
  const own = random.shuffled(clients.filter(({ person }) => person.owner === mainButler))
  const cast = castingOf(own, used)
  return casePlans.map((plan) => {
    const atLeast = (candidate: Client) => suits(candidate, undefined, today)
    const client = cast((candidate) => suits(candidate, plan.who, today), { name: plan.title, atLeast })
    return { plan, client, title: titleOf(random, plan, client, today), talk: talkOf(random, plan, client, now) }
  })
}

/** The unanswered words that a plan's wait begins with. */
export function talkOf(random: Random, plan: Standing, client: Client, now: number): Talk | null {
  return plan.says ? unansweredTalk(random, client, plan.says, plan.waitMinutes ?? 60, now) : null
}

function titleOf(random: Random, plan: CasePlan, client: Client, today: CivilDate): string {
  const told = telling(client, plan.who, today)
  const { child } = slotsOf(random, client.person)
  const day = told ? `${Number(told.day.slice(5, 7))}月${Number(told.day.slice(8))}日` : '近期'
  return plan.title
    .replace('{product}', told ? productNameOf(told.policy) : '保单')
    .replace('{date}', day)
    .replace('{child}', child)
}
