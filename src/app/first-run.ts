import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const mark = 'tour-offered'

/** Whether the workstation opens here for the first time; says so once. A folder that takes no file is never new. */
export function isFirstRun(folder: string): boolean {
  const file = join(folder, mark)
  if (existsSync(file)) return false
  try {
    writeFileSync(file, '')
    return true
  } catch {
    return false
  }
}
