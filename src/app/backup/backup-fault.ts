import type { BadRow } from '../../sync/walk-chain.ts'

/** What is wrong with a backup, or with where it is to go; `code` picks the words (app/language/backup-faults.ts). */
export type BackupFaultCode =
  | 'of-desk'
  | 'file-exists'
  | 'no-folder'
  | 'under-way'
  | 'bad-key'
  | 'needs-key'
  | 'not-sealed'
  | 'wrong-key'
  | 'changed'
  | 'cut-off'
  | 'not-a-backup'
  | 'damaged'
  | 'bad-history'
  | 'no-authority'
  | 'in-use'
  | 'home-there'
  | 'desk-there'

/** `subject`: the file, or the folder. `detail`: where in it, or what exactly. `bad`: of a history that does not hold. */
export class BackupFault extends Error {
  readonly code: BackupFaultCode
  readonly subject: string
  readonly detail: string
  readonly bad: BadRow | null
  constructor(code: BackupFaultCode, subject: string, detail = '', bad: BadRow | null = null) {
    super(`${code}: ${subject} ${detail}`)
    this.code = code
    this.subject = subject
    this.detail = detail
    this.bad = bad
  }
}
