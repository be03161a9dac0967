import { type CivilDate, dateAt } from '../../core/civil-date.ts'
import type { ImportRow } from '../../core/import/schema.ts'
import { castingOf, type Casting, type Client, suits } from './casting.ts'
import type { Clients } from './clients.ts'
import { answeredTalk, type Talk, unansweredTalk } from './conversations.ts'
import { say } from './dialogue.ts'
import { heroEarlier } from './hero.ts'
import { smallBookPlans, type UnansweredPlan, unansweredPlans } from './plan-unanswered.ts'
import type { Random } from './random.ts'
import { slotsOf } from './slots.ts'
import { mainButler, otherButlers } from './staff.ts'
import { dayMs, hourMs } from './standing.ts'

type ConversationRow = ImportRow<'conversations'>

/** A conversation that somebody has said how pressing it is. */
export type Raised = { talk: Talk; plan: UnansweredPlan }

/** Conversations that wait for an answer, each with its plan. */
export function unansweredTalks(random: Random, { clients, used }: Clients, now: number): Raised[] {
  const shuffled = random.shuffled(clients)
  const today = dateAt(now)
  const raised = (plans: readonly UnansweredPlan[], cast: Casting) =>
    plans.map((plan): Raised => {
      const client = cast((candidate) => writes(candidate, plan, today))
      return { plan, talk: unansweredTalk(random, client, plan.lines, plan.waitMinutes, now) }
    })
  const ofButler = (owner: string) => shuffled.filter(({ person }) => person.owner === owner)
  const own = raised(unansweredPlans, castingOf(ofButler(mainButler), used))
  const others = otherButlers.flatMap((owner) => {
    const book = ofButler(owner)
    return book.length > 0 ? raised(smallBookPlans[owner], castingOf(book, used)) : []
  })
  return [...own, ...others]
}

/** Answered conversations of the last year, the walkthrough customer's own among them, until there are `count`. */
export function answeredTalks(random: Random, { clients, hero }: Clients, count: number, now: number): Talk[] {
  const heroClient = clients.find(({ person }) => person === hero.person)
  const talks = heroClient ? heroTalks(random, heroClient, now) : []
  const today = dateAt(now)
  while (talks.length < count) {
    const client = random.pick(clients)
    if (client.person === hero.person || client.since >= today) continue
    const talk = answeredTalk(random, client, today, now)
    if (talk.said.every(({ at }) => at < now - hourMs)) talks.push(talk)
  }
  return talks
}

/** The rows of conversations, numbered in the order of time, and the id that each conversation got. */
export function conversationRows(talks: readonly Talk[]): { rows: ConversationRow[][]; ids: Map<Talk, string> } {
  const ordered = [...talks].sort((a, b) => startOf(a) - startOf(b))
  const ids = new Map<Talk, string>()
  let messages = 0
  const rows = ordered.map((talk, index) => {
    const conversation = `V${String(index + 1).padStart(5, '0')}`
    const { person } = talk.client
    ids.set(talk, conversation)
    return talk.said.map(({ direction, text, at }): ConversationRow => ({
      externalId: `M${String(++messages).padStart(6, '0')}`,
      conversation,
      customer: person.externalId,
      channel: talk.channel,
      direction,
      author: direction === 'out' ? person.owner : null,
      at,
      text,
    }))
  })
  return { rows, ids }
}

function writes(client: Client, { writes: script, who }: UnansweredPlan, today: CivilDate): boolean {
  const { person } = client
  if (script === 'hant') return person.script === 'hant' && !person.writesEnglish
  return script === 'en' ? person.writesEnglish : suits(client, who, today)
}

function heroTalks(random: Random, client: Client, now: number): Talk[] {
  return heroEarlier.map(({ daysAgo, lines }) => {
    const said = say(lines, slotsOf(random, client.person))
    return {
      client,
      channel: 'wechat',
      said: said.map((one, index) => ({ ...one, at: now - daysAgo * dayMs + index * 600_000 })),
    }
  })
}

function startOf(talk: Talk): number {
  return talk.said[0]?.at ?? 0
}
