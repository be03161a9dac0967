import { stripUnsafe } from '../app/cells.ts'
import type { Home } from '../app/home.ts'
import { commandWords } from '../app/language/events.ts'
import { w } from '../core/language.ts'
import { refusals, refusalWords } from '../app/refusals.ts'
import { type Refusal, type RefusalCode, refusalCodes, refuse } from '../core/refusal.ts'
import type { Session } from './session.ts'

export type Giving = {
  dryRun?: boolean
  /** What of the result is data for scripts, tab-separated on stdout. */
  data?: readonly string[]
}

/**
 * Gives a command for a writing verb and says what came of it: with `--json` the outcome, else its data on stdout and a sentence
 * on stderr. `state` is `decided`, `waiting` (on a desk, until it has synced) or `tried` (`--dry-run`). Returns the exit status.
 */
export async function give(
  session: Session,
  home: Home,
  name: string,
  args: unknown,
  { dryRun = false, data = [] }: Giving = {},
): Promise<number> {
  const outcome = await home.execute(name, args, { isDryRun: dryRun })
  if (!outcome.ok) return answerRefusal(session, outcome, home)
  const { commands } = await import('../core/registry.ts')
  const isWaiting = home.kind === 'desk' && commands.get(name)?.offline !== 'onlineOnly'
  const state = dryRun ? 'tried' : isWaiting ? 'waiting' : 'decided'
  if (session.isJson) session.print(JSON.stringify({ ok: true, state, result: outcome.result }))
  else {
    const values = data.map((key) => outcome.result[key]).filter((value) => value !== null && value !== undefined)
    if (values.length > 0 && !dryRun) session.print(values.join('\t'))
  }
  const said = commandWords[name] ?? w(name, name, name)
  session.tell(`${session.word(said)}${session.word(states[state])}`)
  return 0
}

export const triedWords = w(' · tried only, nothing was kept', ' · 仅试运行，未保存', ' · 僅試執行，未儲存')

const states = {
  decided: w('', '', ''),
  waiting: w(' · waits to be sent (butler sync)', ' · 待同步（butler sync）', ' · 待同步（butler sync）'),
  tried: triedWords,
}

/**
 * Says a refusal: its sentence and code on stderr, and itself on stdout with `--json`. `place` goes before the sentence where one
 * of many things is refused. Returns its exit status.
 */
export async function answerRefusal(session: Session, refusal: Refusal, home?: Home, place = ''): Promise<number> {
  const staff = new Map((await home?.query.all('staff'))?.map((person) => [person.id, person.name]))
  const { code, data } = refusal
  const message = refusalWords(refusal, session.language, (staffId) => staff.get(staffId) ?? staffId)
  if (session.isJson) session.print(JSON.stringify({ ok: false, code, data, message }))
  session.tell(`butler: ${place}${stripUnsafe(message)} (${code})`)
  if (code === 'not-allowed' && data['role'] === home?.actor.role && home?.kind === 'authority' && !home.staff)
    session.tell(
      w(
        'On an authority’s home, say whose hands these are: --as STAFF',
        '在主数据文件夹上操作时，请用 --as 指明以谁的身份',
        '在主資料夾上操作時，請用 --as 指明以誰的身分',
      ),
    )
  return refusals[code].exit
}

/** Says that something is not here, as a refusal of that meaning would. */
export function answerNotFound(session: Session, entity: string, id: string): Promise<number> {
  return answerRefusal(session, refuse('not-found', { entity, id }))
}

/** Codes come out of stored events too, perhaps of a newer program. */
export function isRefusalCode(code: unknown): code is RefusalCode {
  return refusalCodes.some((known) => known === code)
}
