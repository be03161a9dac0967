import { addDays, type CivilDate, dateAt, yearsAt } from '../../core/civil-date.ts'
import { filedOn } from './claim-days.ts'
import { castingOf, type Client, suits } from './casting.ts'
import { type ClaimStory, stories } from './claim-stories.ts'
import { heroOrdinal } from './fixed-people.ts'
import { heroPlan, heroStory } from './hero.ts'
import { makePeople, type Person } from './people.ts'
import { claimPlans } from './plan-claims.ts'
import { policiesOf, type PolicyRow, wantedPolicy } from './policies.ts'
import type { Random } from './random.ts'
import { mainButler } from './staff.ts'
import type { ClaimPlan } from './standing.ts'

/** A claim with the policy that it is made on, which is made for it. */
export type CastClaim = { plan: ClaimPlan; story: ClaimStory; person: Person; policy: PolicyRow }
export type Clients = { clients: Client[]; hero: CastClaim; claims: CastClaim[]; used: Set<number> }

/** The customers of the book with their policies, and the claims; `used` are the customers who already have a part. */
export function makeClients(random: Random, count: number, now: number): Clients {
  const today = dateAt(now)
  const people = makePeople(random.fork('people'), count, today)
  const used = new Set([heroOrdinal])
  const heroPerson = people.find(({ ordinal }) => ordinal === heroOrdinal)
  if (!heroPerson) throw new Error(`a demo book has at least ${heroOrdinal} customers`)
  const hero = castClaim(heroPerson, heroPlan, heroStory(today), today)
  const claims = castClaims(random.fork('claims'), people, used, now)
  const claimed = new Map(claims.map((claim) => [claim.person.ordinal, claim.policy]))
  const policyRandom = random.fork('policies')
  const clients = people.map((person): Client => {
    const drawn = policiesOf(policyRandom, person, today)
    const wanted = claimed.get(person.ordinal)
    const others = drawn.filter((row) => row.productCode !== wanted?.productCode)
    const policies = person === heroPerson ? heroPolicies(hero, today) : wanted ? [wanted, ...others] : drawn
    return { person, policies, since: sinceOf(policyRandom, policies) }
  })
  return { clients, hero, claims, used }
}

function castClaims(random: Random, people: readonly Person[], used: Set<number>, now: number): CastClaim[] {
  const today = dateAt(now)
  const candidates = people.map((person): Client => ({ person, policies: [], since: today }))
  const cast = castingOf(random.shuffled(candidates), used)
  return claimPlans.map((plan) => {
    const { person } = cast((client) => {
      const age = yearsAt(client.person.bornOn, today)
      return client.person.owner === mainButler && age >= 26 && age <= 42 && suits(client, undefined, today)
    })
    const story = stories[plan.story]({ random, person, filedOn: filedOn(plan, today) })
    return castClaim(person, plan, story, today)
  })
}

/** A claim's policy has a place of its own beside the three that a customer may have otherwise. */
function castClaim(person: Person, plan: ClaimPlan, story: ClaimStory, today: CivilDate): CastClaim {
  const place = plan === heroPlan ? 1 : 4
  return { plan, story, person, policy: wantedPolicy(person, place, story.policy, today) }
}

function heroPolicies({ person, policy }: CastClaim, today: CivilDate): PolicyRow[] {
  const effectiveOn = `${Number(today.slice(0, 4)) - 2}-05-20`
  return [policy, wantedPolicy(person, 2, { code: 'CI-LONG', effectiveOn }, today)]
}

/** Nobody has a policy before becoming a customer; most become one with it. */
function sinceOf(random: Random, policies: readonly PolicyRow[]): CivilDate {
  const first = policies.map(({ issuedOn }) => issuedOn).reduce((a, b) => (a < b ? a : b))
  return addDays(first, random.chance(0.6) ? 0 : -random.int(1, 150))
}
