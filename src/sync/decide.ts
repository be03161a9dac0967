import { seesTeam } from '../core/staff/roles.ts'
import type { z } from 'zod'
import { type Actor, type Command, type Given, idsOf } from '../core/command.ts'
import { mayRead } from '../core/may-read.ts'
import { type Outcome, refuse } from '../core/refusal.ts'
import { commands } from '../core/registry.ts'
import { customerOf, scopesOfStaff } from '../core/scope.ts'
import { CommandTx, type Sight, type Touched } from '../store/command-tx.ts'
import { type Hold, NeedsToBeAlone } from '../store/hold.ts'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import type { Store, Write } from '../store/store.ts'
import { KnownRows } from '../store/known-rows.ts'
import { KnownScopes } from '../store/known-scopes.ts'
import { changesOf } from '../store/scope-feed.ts'
import { savepointLater, transact } from '../store/transact.ts'
import { type Asked, commit, type Decision, type Giver } from './commit.ts'
import { UnknownCommand } from './faults.ts'
import { type Known, rowsNamed } from './known.ts'
import { lostWork } from './lost-work.ts'
import { sha256 } from './sha256.ts'

/**
 * Runs commands with authority, in one transaction, and returns an outcome for each. A fault takes all of it back; a dry run
 * keeps nothing.
 */
export async function decide(
  store: Store,
  giver: Giver,
  givens: readonly Given[],
  now: number,
  { isDryRun = false, isChecked = false }: { isDryRun?: boolean; isChecked?: boolean } = {},
): Promise<Outcome[]> {
  try {
    return await deciding(store, [giver], givens, async (write, hold) => {
      const asked = givens.map((given) => ({ giver, given, seq: null, now, isChecked }))
      const decided = await decideAll(write, hold, asked, await storedOutcomes(write, givens))
      const outcomes = decided.map((outcome) => outcome ?? refuse('not-found'))
      if (isDryRun) throw new TakenBack(outcomes)
      return outcomes
    })
  } catch (fault) {
    if (fault instanceof TakenBack) return fault.outcomes
    throw fault
  }
}

/** One command with its commit version; null when it has to wait for what others did before it (`decideAll`). */
export function decideAtOnce(
  store: Store,
  giver: Giver,
  given: Given,
  now: number,
  before?: Outcome,
): Promise<{ outcome: Outcome; ver: number } | null> {
  return deciding(store, [giver], [given], async (write, hold) => {
    const asked = { giver, given, seq: null, now, before }
    const [outcome] = await decideAll(write, hold, [asked], await storedOutcomes(write, [given]))
    const row = await write
      .selectFrom('commandResult')
      .select('ver')
      .where('commandId', '=', given.id)
      .executeTakeFirst()
    return outcome ? { outcome, ver: row?.ver ?? 0 } : null
  })
}

/** Ends a dry run: everything was tried, nothing stays. */
class TakenBack extends Error {
  readonly outcomes: Outcome[]
  constructor(outcomes: Outcome[]) {
    super('dry run')
    this.outcomes = outcomes
  }
}

/**
 * One transaction in which commands are decided. Those that write what hangs on no customer are `onlineOnly`, and decided while
 * nobody else decides; where that turns out to be needed only later, all begins again so.
 */
export async function deciding<T>(
  store: Store,
  givers: readonly Giver[],
  givens: readonly Given[],
  work: (write: Write, hold: Hold) => Promise<T>,
): Promise<T> {
  const named = givens.flatMap(({ args }) => rowsNamed(args))
  const deviceIds = givers.map(({ deviceId }) => deviceId)
  const attempt = (isAlone: boolean) =>
    transact(store, async (write) => work(write, await store.hold(write, { deviceIds, isAlone, named })))
  try {
    return await attempt(givens.some(({ name }) => commands.get(name)?.offline === 'onlineOnly'))
  } catch (fault) {
    if (fault instanceof NeedsToBeAlone) return attempt(true)
    throw fault
  }
}

/**
 * Within `deciding`: each command is accepted or refused, entered in the chain of events and stored as the answer to the same
 * command ever after. The commit version moves last, so its order is the order of commits. Null for one that was accepted before a
 * backup was put back and would be refused now, and for those of its home that follow it: for some minutes what others had done before
 * it may still come in.
 */
export async function decideAll(
  write: Write,
  hold: Hold,
  asked: readonly Asked[],
  stored: StoredOutcomes,
): Promise<(Outcome | null)[]> {
  const known: Known = { write, hold, rows: new KnownRows(write, hold), scopes: new KnownScopes(write) }
  if (asked.length > 1) await readNamed(known, asked)
  const recoversUntil = asked.some(({ before }) => before) ? await endOfRecovery(write, asked[0]?.now ?? 0) : 0
  const outcomes: (Outcome | null)[] = []
  const decisions: Decision[] = []
  const halted = new Set<string>()
  for (const one of asked) {
    const { deviceId } = one.giver
    const before1 = halted.has(deviceId) ? null : outcomeBefore(one, stored)
    const decision = before1 || halted.has(deviceId) ? null : await decideOne(known, one, decisions, recoversUntil)
    if (!before1 && !decision) halted.add(deviceId)
    outcomes.push(before1 ?? decision?.outcome ?? null)
    if (decision) decisions.push(decision)
  }
  await known.rows.flush()
  if (decisions.length > 0) await commit(write, decisions)
  return outcomes
}

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

/** Many commands speak of few rows: one question for each kind, and one for who may see their customers. */
async function readNamed({ rows, scopes }: Known, asked: readonly Asked[]): Promise<void> {
  const named = Map.groupBy(
    asked.flatMap(({ given }) => rowsNamed(given.args)),
    ({ entity }) => entity,
  )
  const read = await Promise.all(
    [...named].map(async ([entity, ids]) => {
      const found = await rows.read(entity, [...new Set(ids.map(({ id }) => id))])
      return found.flatMap((row) => customerOf(entity, row) ?? [])
    }),
  )
  await scopes.of([...new Set(read.flat())])
}

/**
 * Until when (epoch ms) what homes tell again after a backup was put back waits for each other: from the first that does. Nobody may
 * be at work when it is put back.
 */
async function endOfRecovery(write: Write, now: number): Promise<number> {
  const { epoch = '', recovery = '' } = await readHomeKeys(write)
  const [life, began] = recovery.split(' ')
  if (life === epoch) return Number(began) + recoveryMs
  await writeHomeKeys(write, { recovery: `${epoch} ${now}` })
  return now + recoveryMs
}

const recoveryMs = 10 * 60_000

/** Null when it has to wait for others (`decideAll`). `earlier`: what this transaction has decided already. */
async function decideOne(
  known: Known,
  asked: Asked,
  earlier: readonly Decision[],
  recoversUntil: number,
): Promise<Decision | null> {
  const { write, hold, rows, scopes } = known
  const { giver, now, before } = asked
  // Its home says that it was refused, so it is: nobody is asked for the same thing twice.
  if (before && !before.ok) return { asked, outcome: { ...before, data: againOf(before.data) }, changes: [] }
  const command = commandNamed(asked.given)
  const isAboutAnybody = command.aboutAnybody?.includes(giver.actor.role) ?? false
  const sight = isAboutAnybody ? null : sightOf(scopes, giver.actor)
  // Few commands lay rows down before they are accepted; the others have nothing to take back.
  const part = savepointLater(write)
  const commandId = asked.given.id
  const maySee = (row: Parameters<typeof mayRead>[0]) => command.seesAll === true || mayRead(row, giver.actor)
  const tx = new CommandTx(write, { sight, mayRead: maySee, hold, rows, commandId, beforeEarlyFlush: part.begin })
  const outcome = await runCommand(command, asked.given, giver.actor, now, tx, asked.isChecked)
  const touched = tx.touched()
  const isAllowed = !outcome.ok || (await isWithinSight(sight, touched))
  if (!outcome.ok || !isAllowed) {
    await part.undo()
    if (before && now < recoversUntil) return null
    const refused = isAllowed ? outcome : refuse('not-allowed', { command: command.name })
    return (await lostWork(known, asked, refused, earlier)) ?? { asked, outcome: refused, changes: [] }
  }
  tx.accept()
  await part.end()
  const changes = await changesOf(write, touched, scopes, () => rows.flush())
  return { asked, outcome, changes }
}

/** Whom it was about is kept, for what stands on it. */
function againOf({ customerId }: Record<string, unknown>): Record<string, unknown> {
  return { again: true, ...(typeof customerId === 'string' ? { customerId } : {}) }
}

/**
 * Checks role and arguments, then runs. The same on a desk and on the authority. `isChecked`: the arguments are what their schema made
 * of them, and are not checked again.
 */
export async function runCommand(
  command: Command,
  given: Given,
  actor: Actor,
  now: number,
  tx: CommandTx,
  isChecked = false,
): Promise<Outcome> {
  if (hasNul(given.args)) return refuse('bad-arguments', { path: '', expected: 'text without U+0000' })
  if (!command.roles.includes(actor.role)) return refuse('not-allowed', { command: command.name, role: actor.role })
  const args = isChecked ? { success: true as const, data: given.args } : command.args.safeParse(given.args)
  if (!args.success) {
    const issue = args.error.issues[0]
    const [path, expected] = [issue?.path.join('.') ?? '', issue?.message ?? '']
    return refuse('bad-arguments', { path, expected, ...lengthsOf(issue) })
  }
  return command.run({ args: args.data, actor, now, newId: idsOf(given.id), sha256, tx })
}

/** How many characters a text needs at least, or may have at most, where that is what is wrong with it. */
function lengthsOf(issue: z.core.$ZodIssue | undefined): { least?: number; most?: number } {
  if (issue?.code === 'too_small' && issue.origin === 'string') return { least: Number(issue.minimum) }
  if (issue?.code === 'too_big' && issue.origin === 'string') return { most: Number(issue.maximum) }
  return {}
}

/** PostgreSQL cannot keep the character, and nobody means it. */
function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(hasNul)
  const values = value as Record<string, unknown>
  for (const key of Object.keys(values)) if (key.includes('\0') || hasNul(values[key])) return true
  return false
}

/** A butler sees and writes only the own book, an expert or inspector only customers with work in that role's hands. */
function sightOf(known: KnownScopes, actor: Actor): Sight | null {
  if (seesTeam(actor.role)) return null
  const mine = new Set<string>(scopesOfStaff({ id: actor.staffId, role: actor.role }))
  return async (customerIds) => {
    const scopes = await known.of(customerIds)
    return new Set(customerIds.filter((id) => !(scopes.get(id) ?? new Set()).isDisjointFrom(mine)))
  }
}

async function isWithinSight(sight: Sight | null, touched: readonly Touched[]): Promise<boolean> {
  // Whoever has just been entered was nobody's before.
  const entered = new Set(touched.flatMap(({ entity, id, before }) => (entity === 'customer' && !before ? [id] : [])))
  const customers = touched.flatMap((row) => row.customerIds).filter((id) => !entered.has(id))
  return sight === null || (await sight(customers)).size === new Set(customers).size
}

type StoredOutcomes = ReadonlyMap<string, { deviceId: string; outcome: string }>

/** What was decided before of these commands, by their ids. */
export async function storedOutcomes(write: Write, givens: readonly Given[]): Promise<StoredOutcomes> {
  const ids = givens.map(({ id }) => id)
  const rows = await write
    .selectFrom('commandResult')
    .select(['commandId', 'outcome', 'deviceId'])
    .where('commandId', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.commandId, row]))
}

/** The outcome of a command decided before; one of another home is nobody's business, and refused. */
function outcomeBefore({ given, giver }: Asked, stored: StoredOutcomes): Outcome | null {
  const row = stored.get(given.id)
  if (!row) return null
  return row.deviceId === giver.deviceId ? (JSON.parse(row.outcome) as Outcome) : refuse('not-allowed')
}
