import type { Later } from './turns.ts'

type Work<T> = { what: string; made: Promise<T | Later>; askers: number; nobody: AbortController }

/**
 * One piece of work for each desk at a time: who asks for the same meanwhile gets the same, who asks for something else is told to
 * come later. Nobody wants it any more (`nobody`) once all who have asked for it are `gone`; one who asks again gets what is under
 * way all the same.
 */
export function oneEach<T>(later: () => Later) {
  const underWay = new Map<string, Work<T>>()
  return async (
    deviceId: string,
    what: string,
    gone: AbortSignal,
    make: (nobody: AbortSignal) => Promise<T | Later>,
  ): Promise<T | Later> => {
    let work = underWay.get(deviceId)
    if (gone.aborted || (work && work.what !== what)) return later()
    if (!work) {
      const nobody = new AbortController()
      const made = make(nobody.signal).finally(() => underWay.delete(deviceId))
      underWay.set(deviceId, (work = { what, made, askers: 0, nobody }))
    }
    const mine = work
    mine.askers++
    const leave = () => {
      if (--mine.askers === 0) mine.nobody.abort()
    }
    gone.addEventListener('abort', leave, { once: true })
    return mine.made.finally(() => gone.removeEventListener('abort', leave))
  }
}
