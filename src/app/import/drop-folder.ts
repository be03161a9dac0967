import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** Files of rows by their names; what begins with a dot or `~$`, or is called `.part` or `.tmp`, is still being written. */
const isRows = (name: string) =>
  /\.(csv|tsv|txt|jsonl|ndjson|xlsx)(\.gz)?$/i.test(name) && !/^(\.|~\$)|\.rejects(-\d+)?\./.test(name)

export type DropFolder = {
  /** The files that have not changed since the look before, by name: whoever still writes one changes it. */
  look(): Promise<string[]>
  /**
   * Puts a file aside with what was written about it, which takes its name; gives the path where it lies now. One that is there already is
   * never written over.
   */
  putAside(name: string, into: 'done' | 'failed', about: { report: string; rejects: string }): Promise<string>
}

/** A folder into which others put files to be imported. Makes `done/` and `failed/` in it. */
export async function dropFolder(folder: string): Promise<DropFolder> {
  for (const name of ['done', 'failed']) await mkdir(join(folder, name), { recursive: true })
  let seen = new Map<string, string>()
  return {
    async look() {
      const now = new Map<string, string>()
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        if (!entry.isFile() || !isRows(entry.name)) continue
        const found = await stat(join(folder, entry.name)).catch(() => null)
        if (found && found.size > 0) now.set(entry.name, `${found.ino} ${found.size} ${found.mtimeMs}`)
      }
      const still = [...now].filter(([name, state]) => seen.get(name) === state)
      seen = now
      return still.map(([name]) => name).sort()
    },
    async putAside(name, into, { report, rejects }) {
      const taken = new Set(await readdir(join(folder, into)))
      const extension = extname(name)
      let free = name
      for (let number = 2; taken.has(free); number++) free = `${name.slice(0, -extension.length)}-${number}${extension}`
      const target = join(folder, into, free)
      await rename(report, `${target}.report.json`)
      await rename(rejects, `${target}.rejects${/\.(jsonl|ndjson)(\.gz)?$/i.test(name) ? '.jsonl' : '.csv'}`).catch(
        ifAny,
      )
      await rename(join(folder, name), target)
      return target
    },
  }
}

function ifAny(fault: NodeJS.ErrnoException): void {
  if (fault.code !== 'ENOENT') throw fault
}
