import { expect, test } from 'vitest'
import { tempFolder } from '../cli/butler.ts'
import { layDemo } from '../made.ts'
import { bookOfRun } from '../scenes/scene.ts'
import { answerConversations } from './conversations.ts'
import { fuzz } from './play.ts'
import { workShift } from './shift.ts'

const asked = { keys: 120, resizes: 10, from: 0, frames: 0, conversations: 0 }

test('terminal 8: random keys without those that confirm: no crash, nothing irreversible, the screen is a fresh one', async () => {
  const played = await fuzz({ ...asked, seed: 20_260_320, confirm: false }, await bookOfRun())
  expect(played.failure, played.last.join('\n')).toBe(null)
  expect(played.at).toBe(121)
}, 120_000)

test('random keys with those that confirm: no crash, and the screen is a fresh one', async () => {
  const played = await fuzz({ ...asked, seed: 12, confirm: true }, await bookOfRun())
  expect(played.failure, played.last.join('\n')).toBe(null)
  expect(played.at).toBe(121)
}, 120_000)

test('terminal 15: a shift of frames leaves nothing behind', async () => {
  const { frames, heaps } = await workShift(200, await bookOfRun())
  expect(frames).toBeGreaterThanOrEqual(200)
  expect((heaps.at(-1) ?? 0) - (heaps[1] ?? 0)).toBeLessThan(15 * 2 ** 20)
}, 120_000)

test('routine answers take four keys at most, and a killed program loses none of the words', async () => {
  const home = tempFolder()
  await layDemo(home)
  const { answered, mostKeys } = await answerConversations(home, 3, 3)
  expect(answered).toBe(3)
  expect(mostKeys).toBeLessThanOrEqual(4)
}, 120_000)
