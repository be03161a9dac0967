import { cellWidth } from '../app/cells.ts'
import type { Session } from './session.ts'

/** Shows how far something is, on stderr, where a person is looking; elsewhere it says nothing. */
export type Progress = { update(label: string, share: number | null): void; clear(): void }

const barCells = 24
const betweenMs = 80

/** `share` is 0 to 1; null while the total is not known. */
export function progressOf(session: Session, stderr: NodeJS.WritableStream = process.stderr): Progress {
  if (!session.isTalkSeen) return { update: () => undefined, clear: () => undefined }
  let [drawn, drawnAt] = [0, 0]
  return {
    update(label, share) {
      const now = performance.now()
      if (now - drawnAt < betweenMs && share !== 1) return
      drawnAt = now
      const full = Math.round(Math.min(1, share ?? 0) * barCells)
      const bar = share === null ? '' : `${'█'.repeat(full)}${'░'.repeat(barCells - full)} ${Math.floor(share * 100)}% `
      const line = `${bar}${label}`
      stderr.write(`\r${line}${' '.repeat(Math.max(0, drawn - cellWidth(line)))}`)
      drawn = cellWidth(line)
    },
    clear() {
      if (drawn > 0) stderr.write(`\r${' '.repeat(drawn)}\r`)
      drawn = 0
    },
  }
}
