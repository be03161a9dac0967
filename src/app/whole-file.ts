import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes all of a file, or leaves what was there before; for nobody else to read, and on the disk when this returns. */
export function writeWhole(file: string, text: string): void {
  const making = `${file}.new`
  writeFileSync(making, text, { mode: 0o600, flush: true })
  renameSync(making, file)
  flushFolderOf(file)
}

/** What was named, renamed or removed beside this file is so after a power cut too. */
export function flushFolderOf(file: string): void {
  // Windows knows no such thing as a folder on the disk.
  if (process.platform === 'win32') return
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** The content of a file that was written by others is on the disk when this returns. */
export function flushFile(file: string): void {
  const opened = openSync(file, 'r+')
  fsyncSync(opened)
  closeSync(opened)
}
