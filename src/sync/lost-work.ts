import { canonicalJson } from '../core/canonical-json.ts'
import { type Given, idsOf } from '../core/command.ts'
import { handRefused } from '../core/outbox/commands.ts'
import { handText, leavesOf, type Told } from '../core/outbox/hand-text.ts'
import { commands } from '../core/registry.ts'
import { customerOf, scopesOfStaff } from '../core/scope.ts'
import { type Outcome, refuse } from '../core/refusal.ts'
import { readFlow } from '../core/escalation/flow-schema.ts'
import { CommandTx } from '../store/command-tx.ts'
import { changesOf } from '../store/scope-feed.ts'
import type { Asked, Decision } from './commit.ts'
import { type Known, rowsNamed } from './known.ts'

/**
 * Why work that was done offline cannot stand any more, where that is not the giver's doing. What was said about a customer who has
 * left the giver's hands meanwhile is kept as a note for those who have the customer now (`scope.lost`); what stands on a command that
 * was refused falls with it (`dependency`). Null when neither is the case.
 */
export async function lostWork(
  known: Known,
  asked: Asked,
  refused: Outcome,
  earlier: readonly Decision[],
): Promise<Decision | null> {
  if (refused.ok || asked.seq === null || (refused.code !== 'not-found' && refused.code !== 'not-allowed')) return null
  const { name, args } = asked.given
  const command = commands.get(name)
  // What could never have stood is no work that is lost.
  if (!command?.roles.includes(asked.giver.actor.role) || !command.args.safeParse(args).success) return null
  const parent = await refusedParent(known, asked, earlier)
  const fallenWith = parent?.outcome.code === 'scope.lost' ? parent.outcome.data['customerId'] : null
  const customerId = (await lostCustomer(known, asked)) ?? fallenWith
  if (typeof customerId === 'string') return handedOn(known, asked, customerId)
  return parent ? { asked, outcome: refuse('dependency', { on: parent.commandId }), changes: [] } : null
}

/** As much as a person may write into a draft, and what stands around it. */
const longestNote = 8_500

type Parent = { commandId: string; outcome: Outcome & { ok: false } }

/** The refused command of the same home whose row the arguments name: its id is that command's, a dot and a number. */
async function refusedParent({ write }: Known, { giver, given }: Asked, earlier: readonly Decision[]) {
  const ids = [...canonicalJson(given.args).matchAll(/"([A-Za-z0-9-]{8,64})\.\d+"/g)].map(([, id]) => id ?? '')
  if (ids.length === 0) return null
  const rows = await write
    .selectFrom('commandResult')
    .select(['commandId', 'outcome'])
    .where('commandId', 'in', ids)
    .where('deviceId', '=', giver.deviceId)
    .execute()
  const stored = rows.map(({ commandId, outcome }) => ({ commandId, outcome: JSON.parse(outcome) as Outcome }))
  const here = earlier
    .filter((one) => one.asked.giver.deviceId === giver.deviceId && ids.includes(one.asked.given.id))
    .map(({ asked, outcome }) => ({ commandId: asked.given.id, outcome }))
  return ([...here, ...stored].find(({ outcome }) => !outcome.ok) as Parent | undefined) ?? null
}

/** The customer whom the command is about, if the giver held them once and does not any more, or has another role now. */
async function lostCustomer({ write, rows, scopes }: Known, { giver, given }: Asked): Promise<string | null> {
  const mine: readonly string[] = scopesOfStaff({ id: giver.actor.staffId, role: giver.actor.role })
  const book = `book:${giver.actor.staffId}`
  for (const { entity, id } of rowsNamed(given.args)) {
    const [row] = await rows.read(entity, [id])
    const customerId = row && customerOf(entity, row)
    if (!customerId) continue
    const held = (await scopes.of([customerId])).get(customerId)
    if (mine.some((scope) => held?.has(scope))) continue
    if (held?.has(book)) return customerId
    const left = await write
      .selectFrom('change')
      .select('id')
      .where('scope', 'in', [...mine, book])
      .where('entity', '=', 'whole')
      .where('id', '=', customerId)
      .where('op', '=', 'leave')
      .executeTakeFirst()
    if (left) return customerId
  }
  return null
}

/**
 * Refused, and what it said is a note on the customer. Nothing is noted of a command that only names rows, nor of one about what
 * not all who have the customer may see.
 */
async function handedOn(known: Known, asked: Asked, customerId: string): Promise<Decision> {
  const { write, hold, rows, scopes } = known
  const { given, giver, now } = asked
  const isSaid = leavesOf(given.args).some(({ path }) => !path.endsWith('Id')) && !(await isForReaders(known, given))
  if (!isSaid) return { asked, outcome: refuse('scope.lost', { customerId, noteId: null }), changes: [] }
  const tx = new CommandTx(write, { hold, rows, commandId: given.id })
  const noteId = idsOf(given.id)()
  const text = handedText(given).slice(0, longestNote)
  await tx.put('note', { id: noteId, customerId, caseId: null, authorId: giver.actor.staffId, text, at: now })
  const touched = tx.touched()
  tx.accept()
  const changes = await changesOf(write, touched, scopes, () => rows.flush())
  return { asked, outcome: refuse('scope.lost', { customerId, noteId }), changes }
}

/** Whether the arguments name a row that has readers of its own, or begin a run that will. */
async function isForReaders({ rows }: Known, given: Pick<Given, 'args'>): Promise<boolean> {
  const args = (given.args ?? {}) as { args?: unknown; flowId?: unknown }
  // One that hands on another is about what that one is about.
  for (const { entity, id } of [...rowsNamed(args), ...rowsNamed(args.args)]) {
    const [row] = await rows.read(entity, [id])
    if (row && 'readers' in row && row.readers) return true
  }
  const flowId = args.flowId ?? (args.args as { flowId?: unknown } | undefined)?.flowId
  const [flow] = typeof flowId === 'string' ? await rows.read('flow', [flowId]) : []
  return flow !== undefined && readFlow(flow.definition).restrictedTo !== undefined
}

/** One that hands on another speaks for that one. */
function handedText({ name, args }: Given): string {
  const handed = name === handRefused.name ? handRefused.args.safeParse(args) : null
  if (!handed?.success) return handText({ command: name, args, code: 'scope.lost', data: null }, null)
  const told = handed.data as Told & { note: string }
  return handText(told, told.note)
}
