import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { writeWhole } from '../app/whole-file.ts'

/** The cursor that a file holds; undefined where there is no file yet. */
export function keptCursor(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

/**
 * The cursor of the last line that its reader has: whole or not at all, whatever ends the program. With `isPause` it survives a
 * power cut too.
 */
export function keepCursor(file: string, cursor: string, isPause: boolean): void {
  if (isPause) return writeWhole(file, `${cursor}\n`)
  writeFileSync(`${file}.new`, `${cursor}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
