import { isTyping, type State, topScreen } from '../../src/tui/state.ts'
import { dictionaries } from '../../src/tui/words/dictionary.ts'
import { languages } from '../../src/core/language.ts'
import type { Book, OpenBook } from '../scenes/book.ts'
import { openStage, type Stage } from '../scenes/stage.ts'
import { randomOf } from '../simulate/random.ts'
import { freshLines } from './fresh.ts'
import { isConfirming, strokeOf } from './keys.ts'
import type { Asked } from './options.ts'

export type Played = { failure: string | null; at: number; last: string[]; given: Record<string, number> }

/** What can be taken back: the rest needs a key that confirms. */
const reversible: ReadonlySet<string> = new Set([
  ...['case.take', 'undo', 'undo.step', 'checklist.answer', 'claim.markDocument'],
])
const checkEvery = 25

/** Presses random keys on a desk of the book, and looks at what has to hold after each. */
export async function fuzz(asked: Asked, book: Book): Promise<Played> {
  await using opened = await book.open('b01')
  opened.offline()
  const random = randomOf(asked.seed)
  let stage = await openStage(opened.desk, { language: languages[asked.seed % 3] ?? 'en', cols: 80, rows: 24 })
  const last: string[] = []
  const given = new Map<string, number>()
  const resizeEvery = asked.resizes === 0 ? Infinity : Math.max(1, Math.floor(asked.keys / asked.resizes))
  const faults: unknown[] = []
  const onFault = (fault: unknown) => faults.push(fault)
  process.on('unhandledRejection', onFault)
  process.on('uncaughtException', onFault)
  let at = 0
  const failed = (failure: string): Played => ({ failure, at, last, given: Object.fromEntries(given) })
  try {
    for (at = 1; at <= asked.keys; at++) {
      if (at % resizeEvery === 0) {
        const size = [random.between(60, 200), random.between(16, 60)] as const
        stage.screen.resize(...size)
        await stage.settled()
        note(`size ${size.join('x')}`)
      }
      const state = stage.app.store.get()
      const stroke = strokeOf(random, state)
      if (at <= asked.from || isLeaving(stroke.send, state)) continue
      if (!asked.confirm && isConfirming(stroke, state)) continue
      note(`${stroke.named} on ${topScreen(state).is}${state.overlay ? ` ${state.overlay.is}` : ''}`)
      const before = stage.given.length
      stage.screen.press(stroke.send)
      await stage.settled()
      for (const name of stage.given.slice(before)) given.set(name, (given.get(name) ?? 0) + 1)
      const wrong = faults.length > 0 ? String(faults[0]) : whatIsWrong(stage, before, asked)
      if (wrong) return failed(wrong)
      if (stage.isOver()) stage = await reopened(opened, stage)
      if (at % checkEvery === 0 || at === asked.keys) {
        const difference = await differenceOf(stage)
        if (difference) return failed(difference)
      }
    }
    return { failure: null, at, last, given: Object.fromEntries(given) }
  } catch (fault) {
    return failed(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault))
  } finally {
    await stage.close()
    process.off('unhandledRejection', onFault)
    process.off('uncaughtException', onFault)
  }

  function note(text: string) {
    last.push(text)
    if (last.length > 30) last.shift()
  }
}

/** Leaving is tried by hand; here it would only take time. */
function isLeaving(send: string, state: State): boolean {
  return send === '\x03' || (!isTyping(state) && send === 'q')
}

async function reopened(opened: OpenBook, stage: Stage): Promise<Stage> {
  const { language, cols, rows } = stage.app.store.get()
  await stage.close()
  return openStage(opened.desk, { language, cols, rows })
}

function whatIsWrong(stage: Stage, before: number, asked: Asked): string | null {
  const { notice, language } = stage.app.store.get()
  const fault = dictionaries[language].said.fault('').trimEnd()
  if (notice?.text.startsWith(fault)) return notice.text
  const done = asked.confirm ? undefined : stage.given.slice(before).find((name) => !reversible.has(name))
  return done === undefined ? null : `${done} without a key that confirms`
}

/** How long the screen has to become that of a fresh program: a size that changed is drawn anew once it holds. */
const agreeMs = 2_000

/** Null when the screen is the one that a fresh program would draw of the same state. */
export async function differenceOf(stage: Stage, until = Date.now() + agreeMs): Promise<string | null> {
  await stage.settled()
  const [ours, fresh] = [stage.screen.lines(), await freshLines(stage)]
  await stage.settled()
  // What has come in meanwhile (a sync state, the minute) is no difference.
  const again = stage.screen.lines()
  if (again.join('\n') !== ours.join('\n')) return differenceOf(stage, until)
  const row = ours.findIndex((line, index) => line !== fresh[index])
  if (row < 0) return null
  if (Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 25))
    return differenceOf(stage, until)
  }
  return `row ${row} is\n${ours[row]}\nand fresh\n${fresh[row]}`
}
