import type { EpochTable } from '../../store/tables.ts'
import type { Walked } from '../../sync/walk-chain.ts'

/** What somebody outside has seen of a history: at this version, in this life, it had this hash. `at`: epoch ms, if known. */
export type Seen = { place: string; epoch: string; ver: number; hash: string; at: number | null }

/**
 * Where the history is not what was seen. `rewritten`: somewhere in the versions `ver` to `until`. `truncated`: it ends before
 * what was seen; `ver` is the first that is gone. `isUnknownLife`: it was seen in a life that the authority knows nothing of.
 */
export type Unlike = {
  is: 'rewritten' | 'truncated'
  ver: number
  until: number
  seen: Seen
  isUnknownLife: boolean
}

/**
 * `givenUp`: seen in a life whose end a restored backup did not take over, which is no tampering. `behind`: of versions behind the
 * first bad row of the chain, with which nothing can be compared.
 */
export type Compared = { checked: number; agreed: number; givenUp: number; behind: number; unlike: Unlike[] }

/** Holds what was seen against what the chain says now. At most one of each kind of `unlike`: the first that was
 * rewritten, the last that is gone. */
export function compare(seen: readonly Seen[], { head, hashes }: Walked, epochs: readonly EpochTable[]): Compared {
  const compared: Compared = { checked: seen.length, agreed: 0, givenUp: 0, behind: 0, unlike: [] }
  const numbers = new Map(epochs.map(({ epoch, number }) => [epoch, number]))
  let [lastAgreed, firstUnlike, lastGone]: [number, Seen | null, Seen | null] = [0, null, null]
  for (const one of [...seen].sort((a, b) => a.ver - b.ver)) {
    if (one.ver > takenOver(one.epoch, epochs)) compared.givenUp++
    else if (one.ver > head.ver) lastGone = one
    else if (one.ver > 0 && !hashes.has(one.ver)) compared.behind++
    else if (one.hash === (hashes.get(one.ver) ?? '')) {
      compared.agreed++
      if (!firstUnlike) lastAgreed = one.ver
    } else firstUnlike ??= one
  }
  const isUnknownLife = ({ epoch }: Seen) => !numbers.has(epoch)
  if (firstUnlike)
    compared.unlike.push({
      ...{ is: 'rewritten', ver: lastAgreed + 1, until: firstUnlike.ver },
      ...{ seen: firstUnlike, isUnknownLife: isUnknownLife(firstUnlike) },
    })
  if (lastGone)
    compared.unlike.push({
      ...{ is: 'truncated', ver: head.ver + 1, until: lastGone.ver },
      ...{ seen: lastGone, isUnknownLife: isUnknownLife(lastGone) },
    })
  return compared
}

/** Up to which version the later lives have taken over what was decided in this one. */
function takenOver(epoch: string, epochs: readonly EpochTable[]): number {
  const number = epochs.find((one) => one.epoch === epoch)?.number
  if (number === undefined) return Number.POSITIVE_INFINITY
  return Math.min(...epochs.filter((one) => one.number > number).map(({ began }) => began), Number.POSITIVE_INFINITY)
}
