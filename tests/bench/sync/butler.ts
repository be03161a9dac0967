import { join } from 'node:path'
import { type Child, startChild } from './child.ts'
import {
  type Best,
  bestOf,
  commandsOfEach,
  commandsOfOne,
  type Contender,
  eight,
  end,
  type Rate,
  rounds,
  wall,
} from './contender.ts'
import type { DeskDoing } from './desk.ts'
import { hintLatencies } from './hints.ts'
import { type Peak, peakRound, startPushing } from './peak.ts'
import { memoryOf, type Serving, urlFor } from './serving.ts'

/** `book`: the home of a desk that holds the whole book, `rows` of them at first. `hints`: milliseconds until each was told. */
export type Butler = Contender & {
  best: Best<Rate | Peak>
  hints: number[]
  serving: Serving
  book: string
  rows: number
}

/** Real desks of a served team, each in its own process, with homes under `folder`. */
export async function butlerContender(serving: Serving, folder: string): Promise<Butler> {
  const { team } = serving
  const desk = () => startChild<DeskDoing>('desk')
  const [writer, reader, all] = [desk(), desk(), Array.from({ length: eight }, desk)]
  const pushing = startPushing()
  const best = bestOf<Rate | Peak>()
  const hints: number[] = []
  let notes = 0
  const joins = (desk: Child<DeskDoing>, name: string, code: string | undefined, at: number) =>
    desk.ask('join', { folder: join(folder, name), url: urlFor(serving, at), code: code ?? '' })

  const book = join(folder, 'reader')
  const { rows } = await joins(reader, 'reader', team.codes[rounds], 1)
  await Promise.all(all.map((desk, at) => joins(desk, `eight${at}`, team.eightCodes[at], at)))
  return {
    ...{ serving, book, rows, best, hints },
    async round(at) {
      const joined = await joins(writer, `writer${at}`, team.codes[at], at)
      if (joined.rows !== rows + notes) throw new Error(`a desk with ${joined.rows} rows`)
      best.note('bootstrap', joined.rows, joined.ms)

      const given = await writer.ask('give', { count: commandsOfOne })
      const { ms } = await writer.ask('sync')
      best.note('pushOne', commandsOfOne, ms)
      best.note('givenOne', commandsOfOne, given + ms)

      const pulled = await reader.ask('sync')
      if (pulled.notes !== notes + commandsOfOne) throw new Error(`${pulled.notes} notes arrived`)
      best.note('pull', commandsOfOne, pulled.ms)

      const count = commandsOfEach * eight
      const writing = await wall(all.map((desk) => desk.ask('give', { count: commandsOfEach })))
      const sending = await wall(all.map((desk) => desk.ask('sync')))
      best.note('pushEight', count, sending)
      best.note('givenEight', count, writing + sending)

      hints.push(...(await hintLatencies(serving, writer)))
      await peakRound(serving, pushing, writer, best)
      notes = (await reader.ask('sync')).notes
    },
    memory: () => memoryOf(serving),
    [Symbol.asyncDispose]: () => end([writer, reader, pushing, ...all, ...serving.endpoints]),
  }
}
