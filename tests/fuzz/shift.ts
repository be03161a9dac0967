import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Book } from '../scenes/book.ts'
import { openStage } from '../scenes/stage.ts'
import { ways } from './ways.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

export type Shift = { frames: number; bytes: number; heaps: number[] }

/** Works until so many frames are drawn, and weighs the heap ten times on the way, after a collection; bytes. */
export async function workShift(frames: number, book: Book): Promise<Shift> {
  await using opened = await book.open('b01')
  opened.offline()
  const stage = await openStage(opened.desk, { language: 'zh-Hans', cols: 120, rows: 40 })
  const shift: Shift = { frames: 0, bytes: 0, heaps: [] }
  let [pressed, weighed] = [0, 0]
  try {
    while (shift.frames < frames) {
      stage.screen.press(ways[pressed++ % ways.length] ?? 'j')
      await stage.settled()
      shift.bytes += stage.screen.raw.length
      shift.frames += stage.screen.raw.split('\x1b[?2026h').length - 1
      stage.screen.raw = ''
      if (shift.frames < (weighed + 1) * (frames / 10)) continue
      weighed++
      collect()
      shift.heaps.push(process.memoryUsage().heapUsed)
    }
    return shift
  } finally {
    await stage.close()
  }
}
