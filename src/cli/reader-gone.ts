import { fstatSync, type Stats, writeSync } from 'node:fs'

const stdout = 1
const askMs = 1_000

/**
 * Calls back when nobody reads standard output any more, while nothing is written to it. Node does not look: at a socket it is asked
 * by writing nothing, at a pipe by GNU `tail`, which waits for just that and ends with this program. Where that is another `tail`,
 * it is noticed with the next line. Returns how to stop.
 */
export function watchReader(gone: () => void): () => void {
  let kind: Stats
  try {
    kind = fstatSync(stdout)
  } catch {
    return () => {}
  }
  if (kind.isSocket()) return askSocket(gone)
  return kind.isFIFO() && process.platform === 'linux' ? watchPipe(gone) : () => {}
}

function askSocket(gone: () => void): () => void {
  const timer = setInterval(() => {
    try {
      writeSync(stdout, Buffer.alloc(0))
    } catch (fault) {
      const { code } = fault as NodeJS.ErrnoException
      if (code === 'EPIPE' || code === 'ECONNRESET') gone()
    }
  }, askMs)
  return () => clearInterval(timer)
}

function watchPipe(gone: () => void): () => void {
  // Taken here and not at the top: it is slow to load, and a command that follows nothing has no need of it.
  const { spawn } = process.getBuiltinModule('node:child_process')
  const watcher = spawn('tail', [`--pid=${process.pid}`, '-f', '/dev/null'], { stdio: ['ignore', stdout, 'ignore'] })
  // So it ends when its reader is gone; another one does not know --pid, and ends otherwise.
  watcher.once('exit', (_status, signal) => {
    if (signal === 'SIGPIPE') gone()
  })
  watcher.once('error', () => undefined)
  watcher.unref()
  return () => {
    watcher.removeAllListeners('exit')
    watcher.kill()
  }
}
