import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import type { Transform } from 'node:stream'
import timersPromises from 'node:timers/promises'
import zlib from 'node:zlib'
import FakeTimers from '@sinonjs/fake-timers'
import { activity, running, watchStatements } from './process.ts'
import type { Random } from './random.ts'

/** Time that passes only when nothing else happens. */
export type Virtual = {
  now(): number
  /** Runs whatever is due until so many ms from now have passed; `after` is called after each thing that ran. */
  pass(ms: number, after: () => void): Promise<void>
  /** Lets everything that needs no time run to its end. */
  settle(): Promise<void>
  /** Calls back later; of two at the same moment, chance says which is first. */
  later(ms: number, act: () => void): void
  end(): void
}

/** A poll for another program's writes is worth less often than it is asked for here: it only makes hints later. */
const shortestPollMs = 3_000
const immediately = globalThis.setImmediate
const chances: { random: Random | null } = { random: null }
const patience = new WeakMap<AbortSignal, { sources: AbortSignal[]; timer: NodeJS.Timeout | null }>()

/** What is asked of Node itself: random bytes come from the seed, and time-outs run by the virtual clock. */
function takeOver(): void {
  const real = { bytes: crypto.randomBytes, int: crypto.randomInt, uuid: crypto.randomUUID }
  const own = crypto as unknown as Record<string, unknown>
  own['randomBytes'] = (length: number) => chances.random?.bytes(length) ?? real.bytes(length)
  own['randomInt'] = (below: number) => chances.random?.int(below) ?? real.int(below)
  own['randomUUID'] = () =>
    chances.random ? `00000000-0000-4000-8000-${chances.random.bytes(6).toString('hex')}` : real.uuid()
  const promises = timersPromises as unknown as Record<string, unknown>
  promises['setTimeout'] = (ms: number, value: unknown) =>
    new Promise((resolve) => globalThis.setTimeout(() => resolve(value), ms))
  promises['setImmediate'] = () => {
    activity.count++
    return new Promise<void>((resolve) =>
      immediately(() => {
        activity.count++
        resolve()
      }),
    )
  }
  packAtOnce(zlib.Gzip, (all) => zlib.gzipSync(all))
  packAtOnce(zlib.Gunzip, (all) => zlib.gunzipSync(all))
  syncBuiltinESMExports()
  AbortSignal.timeout = (ms) => {
    const abort = new AbortController()
    const timer = globalThis.setTimeout(() => abort.abort(new DOMException('timed out', 'TimeoutError')), ms)
    patience.set(abort.signal, { sources: [], timer })
    return abort.signal
  }
  const { any } = AbortSignal
  AbortSignal.any = (signals) => {
    const signal = any.call(AbortSignal, signals)
    patience.set(signal, { sources: [...signals], timer: null })
    return signal
  }
  watchStatements()
}
let isTakenOver = false

/** Packs or unpacks in this thread: another one's work would come back whenever it likes. */
function packAtOnce(packer: unknown, pack: (all: Buffer) => Buffer): void {
  const chunks = new WeakMap<Transform, Buffer[]>()
  const own: Pick<Transform, '_transform' | '_flush'> & ThisType<Transform> = {
    _transform(chunk: Buffer | string, _encoding, done) {
      chunks.set(this, [...(chunks.get(this) ?? []), Buffer.from(chunk)])
      done()
    },
    _flush(done) {
      try {
        done(null, pack(Buffer.concat(chunks.get(this) ?? [])))
      } catch (fault) {
        done(fault as Error)
      }
    },
  }
  Object.assign((packer as { prototype: object }).prototype, own)
}

/** Whether the system is still at work on a file for this process. */
function hasFileWork(): boolean {
  return process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq') || name === 'CloseReq')
}

/** Ends the time-outs of a request that is over. */
export function endPatience(signal: AbortSignal): void {
  const kept = patience.get(signal)
  if (kept?.timer) clearTimeout(kept.timer)
  for (const source of kept?.sources ?? []) endPatience(source)
}

/** Begins virtual time in this thread; there is one at a time. `random` is what the product draws from. */
export function virtualFrom(start: number, random: Random, ties: Random): Virtual {
  if (!isTakenOver) takeOver()
  isTakenOver = true
  chances.random = random
  const mathRandom = Math.random
  Math.random = random.next
  const clock = FakeTimers.install({
    now: start,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
  const bare = globalThis.setTimeout
  ownTimers()
  const due: { at: number; tie: number; act: () => void }[] = []
  const settle = async () => {
    let seen
    do {
      seen = activity.count
      await new Promise((resolve) => immediately(resolve))
    } while (seen !== activity.count || hasFileWork())
  }
  return {
    now: () => Date.now(),
    settle,
    async pass(ms, after) {
      const time = { isOver: false }
      bare(() => (time.isOver = true), ms)
      while (!time.isOver) {
        clock.next()
        await settle()
        after()
      }
    },
    later(ms, act) {
      const at = Date.now() + Math.round(ms)
      due.push({ at, tie: ties.next(), act })
      due.sort((a, b) => a.at - b.at || a.tie - b.tie)
      bare(() => due.shift()?.act(), Math.round(ms))
    },
    end() {
      clock.uninstall()
      Math.random = mathRandom
      chances.random = null
    },
  }
}

/** Timers belong to the program that set them, and go with it. */
function ownTimers(): void {
  const { setTimeout, setInterval } = globalThis
  const bound = (act: (...args: unknown[]) => void) => {
    const proc = running.getStore()
    if (!proc) return act
    return (...args: unknown[]) => {
      activity.count++
      if (!proc.isDead) running.run(proc, act, ...args)
    }
  }
  globalThis.setTimeout = ((act: () => void, ms?: number, ...args: unknown[]) =>
    setTimeout(bound(act), ms, ...args)) as never
  globalThis.setInterval = ((act: () => void, ms = 0, ...args: unknown[]) =>
    setInterval(bound(act), Math.max(shortestPollMs, ms), ...args)) as never
}
