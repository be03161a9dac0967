import { stripUnsafe } from '../app/cells.ts'
import type { Home } from '../app/home.ts'
import { commandWords } from '../app/language/events.ts'
import { refusals, refusalWords } from '../app/refusals.ts'
import { w } from '../core/language.ts'
import { staffNames } from './customers.ts'
import { answerRefusal, triedWords } from './give.ts'
import type { Session } from './session.ts'
import type { Written } from './verb.ts'

type Which = Written & { all?: boolean }

/** Each with what stands on it; goes on after one that is refused again. The exit status is that of the first refusal. */
export async function retry(
  session: Session,
  seqs: readonly number[] | undefined,
  { all = false, dryRun = false }: Which,
): Promise<number> {
  if (all === (seqs !== undefined && seqs.length > 0)) {
    session.tell(
      w('butler: name numbers, or say --all', 'butler：请给出序号，或使用 --all', 'butler：請給出序號，或使用 --all'),
    )
    return 2
  }
  return session.withHome(async (home) => {
    const roots = all ? await refusedRoots(home) : (seqs ?? [])
    if (roots.length === 0) session.tell(w('Nothing was refused.', '没有被拒绝的操作。', '沒有被拒絕的操作。'))
    const taken = new Set<number>()
    let exit = 0
    for (const seq of roots) {
      if (taken.has(seq)) continue
      const status = await retryOne(session, home, { seq, dryRun }, taken)
      exit ||= status
    }
    return exit
  })
}

async function retryOne(
  session: Session,
  home: Home,
  { seq, dryRun }: { seq: number; dryRun: boolean },
  taken: Set<number>,
): Promise<number> {
  const outcome = await home.retry(seq, dryRun)
  // Of what is not there the sentence says the number itself.
  if (!outcome.ok) return answerRefusal(session, outcome, home, outcome.code === 'not-found' ? '' : `${seq}: `)
  const { given, stopped } = outcome
  for (const one of given) {
    taken.add(one.seq)
    session.tell(
      dryRun
        ? w(
            `Command ${one.seq} can be given again${triedWords.en}`,
            `第 ${one.seq} 条可重新提交${triedWords['zh-Hans']}`,
            `第 ${one.seq} 項可重新提交${triedWords['zh-Hant']}`,
          )
        : w(
            `Command ${one.seq} was given again as ${one.as}.`,
            `第 ${one.seq} 条已重新提交为第 ${one.as} 条。`,
            `第 ${one.seq} 項已重新提交為第 ${one.as} 項。`,
          ),
    )
  }
  const nameOf = await staffNames(home)
  const why = stopped && {
    ...stopped.refusal,
    message: stripUnsafe(refusalWords(stopped.refusal, session.language, nameOf)),
  }
  if (session.isJson) {
    const told = stopped && why ? { seq: stopped.seq, code: why.code, data: why.data, message: why.message } : null
    session.print(JSON.stringify({ ok: true, state: stateOf(dryRun), result: { seq, given, stopped: told } }))
  }
  if (!stopped || !why) return 0
  session.tell(
    w(
      `Stopped at command ${stopped.seq}, which stays with all that follows: ${why.message} (${why.code})`,
      `到第 ${stopped.seq} 条停下，它及其后的操作保持不变：${why.message}（${why.code}）`,
      `到第 ${stopped.seq} 項停下，它及其後的操作保持不變：${why.message}（${why.code}）`,
    ),
  )
  return refusals[why.code].exit
}

/** Those of the refused that stand on no other refused one. */
async function refusedRoots(home: Home): Promise<number[]> {
  const refused = (await home.query.openOutbox()).filter(({ state }) => state === 'refused')
  const seqs = new Set(refused.map(({ seq }) => seq))
  return refused.filter(({ above }) => !above.some((seq) => seqs.has(seq))).map(({ seq }) => seq)
}

const stateOf = (isDryRun: boolean) => (isDryRun ? 'tried' : 'waiting')

type Discarding = Written & { reason: string }

export function discard(session: Session, seq: number, { reason, dryRun = false }: Discarding): Promise<number> {
  return takeOff(session, { seq, dryRun }, (home) => home.discard(seq, reason, dryRun))
}

type Handing = Written & { note: string }

export function hand(session: Session, seq: number, { note, dryRun = false }: Handing): Promise<number> {
  return takeOff(session, { seq, dryRun }, (home) => home.hand(seq, note, dryRun))
}

function takeOff(
  session: Session,
  { seq, dryRun }: { seq: number; dryRun: boolean },
  act: (home: Home) => ReturnType<Home['hand']>,
): Promise<number> {
  return session.withHome(async (home) => {
    const outcome = await act(home)
    if (!outcome.ok) return answerRefusal(session, outcome, home)
    const { seqs, waiting, result } = outcome
    const { caseId = null } = result
    if (session.isJson)
      session.print(JSON.stringify({ ok: true, state: stateOf(dryRun), result: { seq, seqs, waiting, caseId } }))
    const list = seqs.join(', ')
    if (dryRun) {
      session.tell(
        w(
          `Command ${list}${triedWords.en}`,
          `第 ${list} 条${triedWords['zh-Hans']}`,
          `第 ${list} 項${triedWords['zh-Hant']}`,
        ),
      )
      return 0
    }
    session.tell(
      caseId === null
        ? w(`Given up: command ${list}.`, `已放弃：第 ${list} 条。`, `已放棄：第 ${list} 項。`)
        : w(
            `Handed to the supervisors: command ${list}.`,
            `已转交主管：第 ${list} 条。`,
            `已轉交主管：第 ${list} 項。`,
          ),
    )
    if (waiting > 0)
      session.tell(
        w(
          `${waiting} more stand on it and wait; they will be refused and listed.`,
          `另有 ${waiting} 条后续操作待发送，被拒绝后会再列出。`,
          `另有 ${waiting} 項後續操作待送出，被拒絕後會再列出。`,
        ),
      )
    return 0
  })
}

/** Takes the last thing back that was done here, and says what it was. */
export function undo(session: Session, { dryRun }: Written): Promise<number> {
  return session.withHome(async (home) => {
    const outcome = await home.undo(dryRun)
    if (!outcome.ok) return answerRefusal(session, outcome, home)
    const { result } = outcome
    if (session.isJson) session.print(JSON.stringify({ ok: true, state: dryRun ? 'tried' : 'undone', result }))
    const name = String(result['name'])
    const act = commandWords[name] ?? w(name, name, name)
    const said = w(`undone: ${act.en}`, `已撤销：${act['zh-Hans']}`, `已復原：${act['zh-Hant']}`)
    session.tell(`${session.word(said)}${dryRun ? session.word(triedWords) : ''}`)
    return 0
  })
}
