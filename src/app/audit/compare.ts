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
 * A life that nobody outside knows of would explain why what was seen is gone: versions `ver` to `until`. Whoever cuts a history
 * can write such a life down too.
 */
export type Unvouched = { is: 'unvouched'; ver: number; until: number; life: EpochTable; seen: Seen }

/**
 * `givenUp`: seen in a life whose end a restored backup did not take over, which is no tampering where that restore is known.
 * `behind`: of versions behind the first bad row of the chain, with which nothing can be compared.
 */
export type Compared = {
  checked: number
  agreed: number
  givenUp: number
  behind: number
  unlike: (Unlike | Unvouched)[]
}

/** Holds what was seen against what the chain says now; `restored`: the lives that are known to be of a restore, as
 * `lifeName` names them. At most one of each kind of `unlike`: the first that was rewritten, the last that is gone; and one for each
 * life that is not known. */
export function compare(
  seen: readonly Seen[],
  { head, hashes }: Walked,
  epochs: readonly EpochTable[],
  restored: ReadonlySet<string>,
): Compared {
  const compared: Compared = { checked: seen.length, agreed: 0, givenUp: 0, behind: 0, unlike: [] }
  const numbers = new Map(epochs.map(({ epoch, number }) => [epoch, number]))
  const unvouched = new Map<EpochTable, Seen>()
  let [lastAgreed, firstUnlike, lastGone]: [number, Seen | null, Seen | null] = [0, null, null]
  for (const one of [...seen].sort((a, b) => a.ver - b.ver)) {
    const ends = endsOf(one, epochs)
    if (ends.length > 0) {
      compared.givenUp++
      const [first] = ends
      if (first && !ends.some((life) => restored.has(lifeName(life)))) unvouched.set(first, one)
    } else if (one.ver > head.ver) lastGone = one
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
  for (const [life, last] of unvouched)
    compared.unlike.push({ is: 'unvouched', ver: life.began + 1, until: last.ver, life, seen: last })
  return compared
}

/** How whoever restored a backup knows the life that began with it: from which version on, and its epoch. */
export function lifeName({ began, epoch }: Pick<EpochTable, 'began' | 'epoch'>): string {
  return `${began}.${epoch}`
}

/** The later lives that have not taken over what was seen, the earliest first. */
function endsOf({ epoch, ver }: Seen, epochs: readonly EpochTable[]): EpochTable[] {
  const number = epochs.find((one) => one.epoch === epoch)?.number
  if (number === undefined) return []
  return epochs.filter((one) => one.number > number && one.began < ver).sort((a, b) => a.number - b.number)
}
