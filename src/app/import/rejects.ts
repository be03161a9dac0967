import { type FileHandle, open } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'

/** Where the rejects go: exactly this file, or the first of `<name>.rejects`, `<name>.rejects-2`, … that is not there yet. */
export type RejectsTarget = { exactly: string } | { besides: string }

/** Writes rejects as they come. The file is made with the first of them; `file` is null until then. */
export type RejectsWriter = {
  add(line: string): void
  /** Writes what has gathered; call it between chunks, so that little gathers. */
  flush(): Promise<void>
  close(): Promise<void>
  readonly file: string | null
}

/** `head`: what the file begins with. `target` null: count, but write nothing. */
export function rejectsWriter(target: RejectsTarget | null, extension: string, head: string): RejectsWriter {
  let [gathered, file]: [string[], string | null] = [[], null]
  let handle: FileHandle | null = null

  async function flush(): Promise<void> {
    if (gathered.length === 0 || !target) return
    const lines = gathered.join('')
    gathered = []
    if (!handle) {
      const made = await create(target, extension)
      handle = made.handle
      file = made.file
      await handle.writeFile(head)
    }
    await handle.writeFile(lines)
  }

  return {
    add(line) {
      if (target) gathered.push(line)
    },
    flush,
    async close() {
      await flush()
      await handle?.close()
      handle = null
    },
    get file() {
      return file
    },
  }
}

async function create(target: RejectsTarget, extension: string): Promise<{ handle: FileHandle; file: string }> {
  if ('exactly' in target) return { handle: await open(target.exactly, 'w'), file: target.exactly }
  const folder = dirname(target.besides)
  const stem = basename(target.besides, extname(target.besides)).replace(/\.rejects(-\d+)?$/, '')
  // Rejects that someone is mending must survive the next import, so no file is ever written over.
  for (let number = 1; ; number++) {
    const file = join(folder, `${stem}.rejects${number === 1 ? '' : `-${number}`}${extension}`)
    try {
      return { handle: await open(file, 'wx'), file }
    } catch (fault) {
      if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault
    }
  }
}

/** One record of CSV as Excel reads it: CRLF, quotes where they are needed. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
}
