import { deskPoints } from './points-of-desk.ts'
import { endpointPoints } from './points-of-endpoint.ts'

/** What a process has to be made to do to come to a point. */
export type By = 'work' | 'decide' | 'renewal' | 'join' | 'close' | 'snapshot' | 'wipe'

/**
 * A place in the shipped code where a process can be made to die. `find` occurs once in `file`; the call goes in front of it, behind
 * it, or where `replace` says `POINT`.
 */
export type Point = {
  label: string
  of: 'desk' | 'endpoint'
  by: By
  file: string
  find: string
  put: 'before' | 'after' | { replace: string }
}

export const points: readonly Point[] = [...deskPoints, ...endpointPoints]

/** Changes of the shipped code that are no points: the clock can be turned, waits are shorter, a full disk can be had. */
const knobs: readonly { file: string; find: string; replace: string }[] = [
  { file: 'app/clock.ts', find: 'Date.now()', replace: 'Date.now() + (globalThis.butlerKnobs?.clockMs ?? 0)' },
  {
    file: 'sync/ask.ts',
    find: 'AbortSignal.timeout(patienceMs)',
    replace: 'AbortSignal.timeout(globalThis.butlerKnobs?.patienceMs ?? patienceMs)',
  },
  {
    file: 'app/renewing.ts',
    find: 'AbortSignal.timeout(30_000)',
    replace: 'AbortSignal.timeout(globalThis.butlerKnobs?.patienceMs ?? 30_000)',
  },
  {
    file: 'store/open-sqlite.ts',
    find: `db.pragma('temp_store = MEMORY')`,
    replace: `db.pragma('temp_store = MEMORY'); globalThis.butlerConnected?.(db, isReader)`,
  },
]

/** The source of a file of src/ with its points and knobs in it. Throws when the table does not fit the code any more. */
export function withPoints(file: string, source: string): string {
  let text = source
  // All are looked up in what was shipped, so that one does not hide another.
  const once = (find: string, what: string) => {
    if (source.split(find).length !== 2) throw new Error(`${what}: not exactly once in src/${file}: ${find}`)
  }
  for (const { find, replace } of knobs.filter((knob) => knob.file === file)) {
    once(find, 'a knob')
    text = text.replace(find, () => replace)
  }
  for (const point of points.filter((one) => one.file === file)) {
    once(point.find, point.label)
    const call = `globalThis.butlerPoint?.('${point.label}')`
    const { find, put } = point
    text = text.replace(find, () => {
      if (put === 'before') return `;${call};\n${find}`
      if (put === 'after') return `${find}\n;${call};\n`
      return put.replace.replace('POINT', () => call)
    })
  }
  return text
}

export const patchedFiles: ReadonlySet<string> = new Set([...points, ...knobs].map(({ file }) => file))
