import { join } from 'node:path'
import { openHome } from '../../src/app/home.ts'
import { randomOf } from '../simulate/random.ts'
import { Terminal } from '../terminal.ts'

/** `mostKeys`: of a routine answer, from the queue to the queue. `kills`: how often the program was killed while one was written. */
export type Answered = { answered: number; mostKeys: number; kills: number }

/**
 * A shift in a real pseudo-terminal, at the demo in `home`: the row under the cursor is answered, by the library or in words typed by an
 * input method, and the cursor goes on. At random points the program is killed with `kill -9`: what was written has to be there again.
 * Throws with the screen where something is not.
 */
export async function answerConversations(home: string, count: number, seed: number): Promise<Answered> {
  const random = randomOf(seed)
  const folder = join(home, 'demo', 'desk')
  const done: Answered = { answered: 0, mostKeys: 0, kills: 0 }
  let screen = await start()
  try {
    while (done.answered < count) {
      let keys = 0
      const press = (...pressed: string[]) => {
        keys += pressed.length
        screen.press(...pressed)
      }
      if (random.chance(0.5)) {
        press('R', 'Enter', 's')
        // A reply that lacks something is written by hand.
        await screen.see(/把这段话发给客户|F1 按键|资料中没有|还有\d+处|必填|! /)
        if (!screen.text().includes('把这段话发给客户')) {
          screen.press('Esc', 'Esc', 'Esc')
          await screen.see(/队列 \d+\/\d+/)
          continue
        }
        press('y')
      } else {
        const words = `第${done.answered + 1}位：您好，材料收到了，今天给您答复`
        press('r')
        await screen.see('回复“')
        screen.press('Ctrl-U')
        await typed(words)
        if (random.chance(0.3)) await killed(words)
        press('Enter')
      }
      await screen.see('已记为发送')
      done.answered++
      done.mostKeys = Math.max(done.mostKeys, keys)
      screen.press('j')
      await screen.until(() => !screen.text().includes('已记为发送'), 'the next row')
    }
    return done
  } finally {
    screen.kill()
    await screen.exited
  }

  async function start(): Promise<Terminal> {
    const started = Terminal.butler(['--home', folder, '--lang', 'zh-Hans'], { cols: 120, rows: 40 })
    await started.see(/队列 \d+\/\d+/)
    await started.see('? 按键')
    return started
  }

  /** Several characters in a read, as an input method commits them. */
  async function typed(words: string) {
    for (let at = 0; at < words.length;) {
      const length = random.between(1, 5)
      screen.press(words.slice(at, at + length))
      at += length
    }
    await screen.see(words)
  }

  async function killed(words: string) {
    const desk = await openHome(folder)
    const isSaved = async () => (await desk.query.all('draft')).some(({ text }) => text === words)
    for (const until = Date.now() + 10_000; !(await isSaved());)
      if (Date.now() > until) throw new Error(`not saved within 10 s: ${words}`)
      else await new Promise((resolve) => setTimeout(resolve, 20))
    const draft = (await desk.query.all('draft')).find(({ text }) => text === words)
    await desk.close()
    screen.kill('SIGKILL')
    await screen.exited
    done.kills++
    screen = await start()
    // Back to the case: the draft marks its row.
    const row = await rowOf(draft?.caseId ?? '')
    for (let at = 0; at < row; at++) screen.press('j')
    await screen.see(new RegExp(`队列 ${row + 1}/`))
    screen.press('r')
    await screen.see(words)
  }

  async function rowOf(caseId: string): Promise<number> {
    const desk = await openHome(folder)
    try {
      return (await desk.query.queue(desk.actor, desk.clock.now())).findIndex((row) => row.case.id === caseId)
    } finally {
      await desk.close()
    }
  }
}
