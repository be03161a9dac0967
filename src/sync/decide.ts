import { sql } from 'kysely'
import { canonicalJson } from '../core/canonical-json.ts'
import { type Actor, type Command, type Given, idsOf } from '../core/command.ts'
import { type Outcome, refuse } from '../core/refusal.ts'
import { commands } from '../core/registry.ts'
import { scopesOfStaff } from '../core/scope.ts'
import { CommandTx, type Sight, type Touched } from '../store/command-tx.ts'
import type { Store, Write } from '../store/open-sqlite.ts'
import { changesOf, feed, scopesOf } from '../store/scope-feed.ts'
import { savepoint, transact } from '../store/transact.ts'
import type { ChangeTable, EventTable } from '../store/tables.ts'
import { UnknownCommand } from './faults.ts'
import { sha256 } from './sha256.ts'

/** Whose command it is: the person, and the home it was given in. */
export type Giver = { deviceId: string; actor: Actor }
/** `seq`: its place among the commands of that home; none for a command given outside an outbox. */
export type Asked = { given: Given; seq: number | null }

type Decision = { asked: Asked; outcome: Outcome; changes: Omit<ChangeTable, 'ver'>[] }

/**
 * Runs commands with authority, in one transaction: each in a savepoint, accepted or refused, entered in the chain of events and
 * stored as the answer to the same command ever after. The commit version moves last, so its order is the order of commits.
 * Returns an outcome for each command. A fault takes all of it back.
 */
export function decide(
  store: Store,
  giver: Giver,
  asked: readonly Asked[],
  now: number,
  isDryRun = false,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const attempt = transact(store, async (write) => {
    const known = await storedOutcomes(
      write,
      giver.deviceId,
      asked.map(({ given }) => given.id),
    )
    const decisions: Decision[] = []
    for (const one of asked) {
      const before = known.get(one.given.id)
      const decision = before ? null : await decideOne(write, giver, one, now)
      outcomes.push(before ?? decision?.outcome ?? refuse('not-found'))
      if (decision) decisions.push(decision)
    }
    if (isDryRun) throw new TakenBack()
    if (decisions.length > 0) await commit(write, giver, decisions, now)
    return outcomes
  })
  return attempt.catch((fault: unknown) => {
    if (fault instanceof TakenBack) return outcomes
    throw fault
  })
}

/** Ends a dry run: everything was tried, nothing stays. */
class TakenBack extends Error {}

/** Whether this program can run the command: a newer desk may give one that it cannot. */
export function isKnown(given: Given): boolean {
  return given.version <= (commands.get(given.name)?.version ?? 0)
}

/** The command as declared here. Throws `UnknownCommand`. */
export function commandNamed(given: Given): Command {
  const command = commands.get(given.name)
  if (!command || !isKnown(given)) throw new UnknownCommand(`${given.name}@${given.version}`)
  return command
}

async function decideOne(write: Write, giver: Giver, asked: Asked, now: number): Promise<Decision> {
  const command = commandNamed(asked.given)
  let changes: Decision['changes'] = []
  const outcome = await savepoint(
    write,
    async () => {
      const sight = sightOf(write, giver.actor)
      const tx = new CommandTx(write, sight)
      const result = await runCommand(command, asked.given, giver.actor, now, tx)
      if (!result.ok) return result
      const touched = tx.touched()
      if (!(await isWithinSight(sight, touched))) return refuse('not-allowed', { command: command.name })
      await tx.flush()
      changes = await changesOf(write, touched)
      return result
    },
    (result) => result.ok,
  )
  return { asked, outcome, changes: outcome.ok ? changes : [] }
}

/** Checks role and arguments, then runs. The same on a desk and on the authority. */
export async function runCommand(
  command: Command,
  given: Given,
  actor: Actor,
  now: number,
  tx: CommandTx,
): Promise<Outcome> {
  if (!command.roles.includes(actor.role)) return refuse('not-allowed', { command: command.name, role: actor.role })
  const args = command.args.safeParse(given.args)
  if (!args.success) {
    const issue = args.error.issues[0]
    return refuse('bad-arguments', { path: issue?.path.join('.') ?? '', expected: issue?.message ?? '' })
  }
  return command.run({ args: args.data, actor, now, newId: idsOf(given.id), sha256, tx })
}

/** A butler sees and writes only the own book, an expert or inspector only customers with work in that role's hands. */
function sightOf(write: Write, actor: Actor): Sight | null {
  if (actor.role === 'supervisor' || actor.role === 'manager' || actor.role === 'service') return null
  const mine = new Set<string>(scopesOfStaff({ id: actor.staffId, role: actor.role }))
  const known = new Map<string, boolean>()
  return async (customerIds) => {
    const unknown = customerIds.filter((id) => !known.has(id))
    for (const [id, scopes] of await scopesOf(write, unknown)) known.set(id, !scopes.isDisjointFrom(mine))
    return new Set(customerIds.filter((id) => known.get(id)))
  }
}

async function isWithinSight(sight: Sight | null, touched: readonly Touched[]): Promise<boolean> {
  const customers = touched.flatMap((row) => row.customerIds)
  return sight === null || (await sight(customers)).size === new Set(customers).size
}

async function commit(write: Write, giver: Giver, decisions: readonly Decision[], now: number): Promise<void> {
  const head = await write
    .updateTable('head')
    .set({ ver: sql`ver + ${decisions.length}` })
    .returning(['ver', 'hash'])
    .executeTakeFirstOrThrow()
  let ver = head.ver - decisions.length
  let prevHash = head.hash
  const events: EventTable[] = []
  const changes: ChangeTable[] = []
  for (const decision of decisions) {
    const event = eventOf(giver, decision, ++ver, now, prevHash)
    prevHash = event.hash
    events.push(event)
    for (const change of decision.changes) changes.push({ ...change, ver })
  }
  await write.updateTable('head').set({ hash: prevHash }).execute()
  await write.insertInto('event').values(events).execute()
  await feed(write, changes)
  const results = decisions.map(({ asked, outcome }, index) => ({
    deviceId: giver.deviceId,
    seq: asked.seq ?? -(events[index]?.ver ?? 0),
    commandId: asked.given.id,
    bodyHash: events[index]?.argsHash ?? '',
    ver: events[index]?.ver ?? 0,
    outcome: JSON.stringify(outcome),
  }))
  await write.insertInto('commandResult').values(results).execute()
}

function eventOf(giver: Giver, { asked, outcome }: Decision, ver: number, now: number, prevHash: string): EventTable {
  // A value that was refused may be anything a person typed: it stays out of the chain.
  const { value: _typed, ...told } = outcome.ok ? outcome.result : outcome.data
  const textOf = (key: string) => (typeof told[key] === 'string' ? told[key] : null)
  const event = {
    ver,
    at: now,
    deviceId: giver.deviceId,
    commandId: asked.given.id,
    command: asked.given.name,
    actorId: giver.actor.staffId,
    role: giver.actor.role,
    outcome: outcome.ok ? ('accepted' as const) : ('refused' as const),
    code: outcome.ok ? null : outcome.code,
    customerId: textOf('customerId'),
    caseId: textOf('caseId'),
    detail: canonicalJson(told),
    argsHash: sha256(canonicalJson(asked.given.args)),
  }
  return { ...event, prevHash, hash: sha256(`${prevHash}\n${canonicalJson(event)}`) }
}

/** The outcomes of commands decided before; one of another home is nobody's business, and refused. */
async function storedOutcomes(write: Write, deviceId: string, ids: readonly string[]): Promise<Map<string, Outcome>> {
  const rows = await write
    .selectFrom('commandResult')
    .select(['commandId', 'outcome', 'deviceId'])
    .where('commandId', 'in', ids)
    .execute()
  const outcomeOf = (row: (typeof rows)[number]) =>
    row.deviceId === deviceId ? (JSON.parse(row.outcome) as Outcome) : refuse('not-allowed')
  return new Map(rows.map((row) => [row.commandId, outcomeOf(row)]))
}
