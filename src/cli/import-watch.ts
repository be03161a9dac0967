import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type { Home } from '../app/home.ts'
import { w } from '../core/language.ts'
import type { RowKind } from '../core/import/schema.ts'
import { givingOn, importRowsOf, type RowOptions } from './import-table.ts'
import type { Session } from './session.ts'
import { stopSignal } from './signals.ts'

/** How long a file has to lie there unchanged before it is read. */
const settledMs = 2_000

/**
 * Imports what is put into a folder, until it is told to stop: each file goes to `done/`, or to `failed/` when it or any of its rows was
 * rejected, with a report beside it. Prints a line a file. One that is cut off stays, and goes on with the next start.
 */
export async function watchFolder(
  session: Session,
  home: Home,
  kind: RowKind,
  folder: string,
  options: RowOptions & { settle?: number },
): Promise<number> {
  const { Unreachable, Unsafe } = await import('../app/network.ts')
  const { dropFolder } = await import('../app/import/drop-folder.ts')
  const drop = await dropFolder(folder)
  const stop = stopSignal()
  const { give, keepTrack } = givingOn(home)
  const stopping = new AbortController()
  const stopped = stop.raised.finally(() => stopping.abort())
  // The file stays where it is, and is gone on with at the next look.
  const away = (fault: unknown) => {
    if (!(fault instanceof Unreachable) || fault instanceof Unsafe) throw fault
    session.tell(w('the endpoint cannot be reached; waiting', '无法连接服务端，等待中', '無法連線服務端，等待中'))
    return null
  }
  session.tell(w(`watching ${folder}`, `正在监视 ${folder}`, `正在監視 ${folder}`))
  while (!stopping.signal.aborted) {
    for (const name of await drop.look()) {
      if (stopping.signal.aborted) break
      const report = join(folder, `.${name}.report.json`)
      const rejects = join(folder, `.${name}.rejects`)
      const file = join(folder, name)
      const imported = await importRowsOf(session, kind, file, { ...options, report, rejects }, give, keepTrack).catch(
        away,
      )
      if (imported === null) break
      const isWhole = imported.ok && imported.report.rejected === 0
      const lies = await drop.putAside(name, isWhole ? 'done' : 'failed', { report, rejects })
      const told = imported.ok ? imported.report : { error: imported.error.code, message: imported.error.message }
      if (session.isJson) session.print(JSON.stringify({ ok: isWhole, file: name, lies, ...told }))
      else {
        const counts = imported.ok
          ? `${imported.report.added} / ${imported.report.changed} / ${imported.report.unchanged} / ${imported.report.rejected}`
          : imported.error.message
        session.print([isWhole ? 'done' : 'failed', name, counts].join('\t'))
      }
    }
    await Promise.race([rest(options.settle ?? settledMs), stopped])
  }
  return stopped
}
