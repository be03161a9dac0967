import { type BenchRow, ms, percentile } from '../statistics.ts'
import type { Butler } from './butler.ts'
import { commandsOfEach, commandsOfOne, type Contender, eight, type Rate } from './contender.ts'
import { pushers, waiters } from './team.ts'

/** In MB: after the first round, and after the last. */
export type Memory = { first: number; last: number }

/** The figures of one place as rows of the table, beside those of PouchDB. */
export function rowsOfPlace(butler: Butler, pouch: Contender, memory: Memory, theirMemory: Memory): BenchRow[] {
  const { name, isOnPostgres } = butler.serving
  const beside = (what: string, unit: string, figure: Rate, aim = ''): BenchRow => {
    const [mine, theirs] = [butler.best.get(figure), pouch.best.get(figure)]
    return {
      what: `${name}: ${what}`,
      ours: `${count(mine)}${unit}`,
      yardstick: `${count(theirs)}${unit} PouchDB`,
      ratio: (mine / theirs).toFixed(1),
      aim,
    }
  }
  const alone = (what: string, text: string, aim: string): BenchRow => ({
    ...{ what: `${name}: ${what}`, ours: text, yardstick: '', ratio: '', aim },
  })
  const one = `${count(commandsOfOne)} commands of one desk`
  const all = `${count(commandsOfEach)} commands of each of ${eight} desks`
  const many = `commands of ${pushers} desks at once`
  const peakAim = isOnPostgres ? '≥ 2,000/s' : ''
  return [
    beside(`bootstrap, ${count(butler.rows)} rows`, ' rows/s', 'bootstrap', '≥ 8×'),
    beside(`push, ${one}`, '/s', 'pushOne', '≥ 2×'),
    beside('the same from giving the first', '/s', 'givenOne'),
    beside(`push, ${all}`, '/s', 'pushEight', '≥ 2×'),
    beside('the same from giving the first', '/s', 'givenEight'),
    beside(`pull, ${count(commandsOfOne)} changes`, '/s', 'pull'),
    alone(`${many}, 100 a push`, `${count(butler.best.get('peakFull'))}/s`, peakAim),
    alone(`${many}, one a push`, `${count(butler.best.get('peakLone'))}/s`, peakAim),
    alone(`hint to ${waiters} waiters, p50`, ms(percentile(butler.hints, 0.5)), ''),
    alone(`hint to ${waiters} waiters, p99`, ms(percentile(butler.hints, 0.99)), '≤ 300 ms'),
    {
      what: `${name}: memory of the endpoint, first round → last`,
      ours: megabytes(memory),
      yardstick: `${megabytes(theirMemory)} PouchDB`,
      ratio: (memory.last / memory.first).toFixed(2),
      aim: 'flat',
    },
  ]
}

function megabytes({ first, last }: Memory): string {
  return `${first.toFixed(0)} → ${last.toFixed(0)} MB`
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en')
}
