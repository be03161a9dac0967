import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { flushFolderOf } from '../whole-file.ts'
import { BackupFault } from './backup-fault.ts'

export const keyBytes = 32

/** A new key for encrypted backups, as a line of base64 that only its owner can read. Throws `BackupFault` where a file is. */
export function makeBackupKey(file: string): void {
  try {
    writeFileSync(file, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (fault) {
    const isThere = fault instanceof Error && 'code' in fault && fault.code === 'EEXIST'
    throw isThere ? new BackupFault('file-exists', file) : fault
  }
  flushFolderOf(file)
}

/** The key in a file, as base64 or hexadecimal. Throws `BackupFault`. */
export function readBackupKey(file: string): Buffer {
  const text = readFileSync(file, 'utf8').trim()
  const isHex = /^[0-9a-fA-F]{64}$/.test(text)
  const isBase64 = /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
  if (!isHex && !isBase64) throw new BackupFault('bad-key', file)
  return Buffer.from(text, isHex ? 'hex' : 'base64')
}
