import { mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Whether there is something of this name. Unlike `existsSync`, throws where that may not be known (EACCES, ENOTDIR). */
export function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

/**
 * Makes a folder and those above it that are missing, for its owner alone; says which it made, the outermost first. Throws what
 * the disk says, and leaves none of them then. Node's own `recursive` never ends where no folder can be made (/proc).
 */
export function makeFolder(folder: string): string[] {
  const missing: string[] = []
  for (let at = resolve(folder); !isThere(at); at = dirname(at)) missing.unshift(at)
  const made: string[] = []
  try {
    for (const one of missing) {
      mkdirSync(one, { mode: 0o700 })
      made.push(one)
    }
  } catch (fault) {
    removeFolders(made)
    throw fault
  }
  return made
}

/**
 * Begins to make files in a folder, which is made too; `undo` takes away again what has come into it since, as far as `isOurs`
 * says, and the folders that were made.
 */
export function beginMaking(folder: string, isOurs: (name: string) => boolean): { undo(): void } {
  const made = makeFolder(folder)
  const before = new Set(readdirSync(folder))
  return {
    undo() {
      for (const name of readdirSync(folder))
        if (!before.has(name) && isOurs(name)) rmSync(join(folder, name), { recursive: true, force: true })
      removeFolders(made)
    },
  }
}

/** Those that are empty, from the inside out. */
function removeFolders(folders: readonly string[]): void {
  for (const folder of folders.toReversed()) if (readdirSync(folder).length === 0) rmdirSync(folder)
}
