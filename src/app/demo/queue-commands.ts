import { addDays, type CivilDate, dateAt } from '../../core/civil-date.ts'
import type { Role } from '../../core/staff/roles.ts'
import type { CastCase } from './cases.ts'
import type { CastClaim } from './clients.ts'
import { agreedOn } from './claim-days.ts'
import type { ClaimStory } from './claim-stories.ts'
import type { Talk } from './conversations.ts'
import { latePromiseHours } from './owed.ts'
import { type ClaimPlan, clocksAt, hourMs, type Standing } from './standing.ts'
import type { Raised } from './talks.ts'

/**
 * One command of the demo. `id` where a later command speaks of what it makes (`<id>.1`, `<id>.2` …); `as` who gives it.
 */
export type DemoCommand = { id?: string; name: string; args: unknown; as?: { staffId: string; role: Role } }

/** What the commands have to know of the book: the time, and the id of every conversation. */
export type Desk = { now: number; conversationIds: ReadonlyMap<Talk, string> }

/** Says how pressing the cases are that importing unanswered conversations has opened. */
export function* raiseCommands(raised: readonly Raised[], desk: Desk): Generator<DemoCommand> {
  for (const { talk, plan } of raised) {
    if (!plan.priority) continue
    const args = { caseId: questionOf(talk, desk), priority: plan.priority, concern: plan.concern ?? null }
    yield { name: 'case.raise', args, as: butler(talk.client.person.owner) }
  }
}

/** Opens a case; puts it on hold where it is on hold; closes the question that the import opened for the same words. */
export function* caseCommands(id: string, { plan, title, client, talk }: CastCase, desk: Desk): Generator<DemoCommand> {
  const as = butler(client.person.owner)
  const about = { customerId: `c.${client.person.externalId}`, kind: plan.kind, title, claimId: null }
  yield openCase(id, about, plan, { talk, desk, as })
  if (plan.hold) yield hold(`${id}.1`, plan.hold, desk.now, as)
  if (talk) yield merge(talk, title, desk, as)
}

/** Opens a claim and its case (`<id>.1` and `<id>.2`), and what hangs on them. */
export function* claimCommands(
  id: string,
  { plan, story, person, policy }: CastClaim,
  talk: Talk | null,
  disputeTalk: Talk | null,
  desk: Desk,
): Generator<DemoCommand> {
  const { now } = desk
  const as = butler(person.owner)
  const { 'claim.filed_on': filedOn, 'claim.decided_on': _decidedOn, ...facts } = story.facts
  const args = {
    policyId: `p.${policy.externalId}`,
    title: story.title,
    facts,
    claimedFen: story.claimedFen,
    ...(plan.priority ? { priority: plan.priority } : {}),
    ...(plan.role ? { role: plan.role } : {}),
    ...(plan.dueInDays === undefined ? {} : { dueOn: addDays(dateAt(now), plan.dueInDays) }),
    waitingSince: waitingSince(plan, now),
    clocks: clocksAt(plan.clocks, now),
    lacksDocuments: plan.lacksDocuments ?? false,
  }
  yield { id, name: 'claim.open', args, as }
  for (const step of insurerSteps(plan, story, dateAt(now)))
    yield { name: step.name, args: { claimId: `${id}.1`, ...step.args(String(filedOn)) }, as }
  if (plan.hold) yield hold(`${id}.2`, plan.hold, now, as)
  if (talk) yield merge(talk, story.title, desk, as)
  if (!plan.dispute) return
  const about = { customerId: `c.${person.externalId}`, kind: 'dispute', title: plan.dispute.title, claimId: `${id}.1` }
  yield openCase(`${id}.dispute`, about, plan.dispute, { talk: disputeTalk, desk, as })
  if (disputeTalk) yield merge(disputeTalk, plan.dispute.title, desk, as)
}

type InsurerStep = { name: string; args(filedOn: CivilDate): Record<string, unknown> }

/** What has happened with the insurer: handed in, and what it has said. */
export function insurerSteps(
  plan: ClaimPlan,
  story: Pick<ClaimStory, 'claimedFen' | 'refusal'>,
  today: CivilDate,
): InsurerStep[] {
  const { decideInDays, payInDays, refusedDaysAgo } = plan
  const steps: InsurerStep[] = []
  if (decideInDays === undefined && payInDays === undefined && refusedDaysAgo === undefined) return steps
  steps.push({ name: 'claim.submit', args: (on) => ({ on }) })
  if (decideInDays !== undefined && decideInDays > 0) {
    const heard = { on: addDays(today, -3), status: 'reviewing' }
    steps.push({ name: 'claim.insurerStatus', args: () => heard })
  }
  if (payInDays !== undefined) {
    const agreed = { agreedOn: agreedOn(payInDays, today), agreedFen: story.claimedFen ?? 100 }
    steps.push({ name: 'claim.agreed', args: () => agreed })
  }
  if (refusedDaysAgo !== undefined) {
    const clause = /条款([\d.()]+?)[）约]/.exec(story.refusal)?.[1] ?? null
    const refused = { refusedOn: addDays(today, -refusedDaysAgo), reason: story.refusal, clause }
    steps.push({ name: 'claim.refused', args: () => refused })
  }
  return steps
}

type Given = { talk: Talk | null; desk: Desk; as: NonNullable<DemoCommand['as']> }
type About = { customerId: string; kind: string; title: string; claimId: string | null }

export function openCase(id: string, about: About, plan: Standing, { talk, desk, as }: Given): DemoCommand {
  const args = {
    ...about,
    priority: plan.priority ?? 'normal',
    role: plan.role ?? 'butler',
    dueOn: plan.dueInDays === undefined ? null : addDays(dateAt(desk.now), plan.dueInDays),
    waitingSince: waitingSince(plan, desk.now),
    clocks: clocksAt(latePromiseHours(plan) === null ? plan.clocks : [], desk.now),
    conversationId: talk ? `v.${conversationOf(talk, desk)}` : null,
  }
  return { id, name: 'case.open', args, as }
}

function hold(caseId: string, plan: NonNullable<Standing['hold']>, now: number, as: DemoCommand['as']): DemoCommand {
  const wakeAt = now + plan.wakeInHours * hourMs
  return { name: 'case.hold', args: { caseId, hold: { reason: plan.reason, waitingOn: plan.waitingOn, wakeAt } }, as }
}

/** The customer waits once, not twice: the question goes on in the other case. */
function merge(talk: Talk, title: string, desk: Desk, as: DemoCommand['as']): DemoCommand {
  return { name: 'case.done', args: { caseId: questionOf(talk, desk), outcome: `并入事项：${title}` }, as }
}

/** The case that importing an unanswered conversation opens. */
function questionOf(talk: Talk, desk: Desk): string {
  return `q.${conversationOf(talk, desk)}`
}

function conversationOf(talk: Talk, desk: Desk): string {
  const id = desk.conversationIds.get(talk)
  if (!id) throw new Error('a conversation that was not imported')
  return id
}

function waitingSince(plan: Standing, now: number): number | null {
  return plan.says ? now - (plan.waitMinutes ?? 60) * 60_000 : null
}

function butler(staffId: string): NonNullable<DemoCommand['as']> {
  return { staffId, role: 'butler' }
}
