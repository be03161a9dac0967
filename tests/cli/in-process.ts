import { Readable, Writable } from 'node:stream'
import { run } from '../../src/cli/run.ts'
import type { Streams } from '../../src/cli/session.ts'
import { bareEnv } from './butler.ts'

const faces: Parameters<typeof run>[1] = {
  openWorkstation: async (...opening) => (await import('../../src/tui/open.tsx')).openWorkstation(...opening),
  keyTable: () => import('../../src/tui/key-table.ts'),
  listenSsh: async (...serving) => (await import('../../src/ssh/server.ts')).listenSsh(...serving),
  listen: async (...listening) => (await import('../../src/http/server.ts')).listen(...listening),
}

/** One run at a time: two in one process would wait for each other's lock of a file without ever letting go of their own. */
let last: Promise<unknown> = Promise.resolve()

/**
 * The command line in this process, from its arguments to its exit status, with streams that are no terminal: a tenth of the time
 * that a start of the built program takes. What is about the program as a process (signals, pipes, `-` read slowly, its start)
 * asks `butler` of ./butler.ts; that each verb works in the built program is shown by tests/scripts.
 */
export function butler(
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<{ code: number; out: string; err: string }> {
  const ran = last.then(() => once(args, input, { ...bareEnv, ...env }))
  last = ran.catch(() => undefined)
  return ran
}

async function once(args: readonly string[], input: string, env: Record<string, string>) {
  const [out, err] = [collecting(), collecting()]
  const kept = process.env
  process.env = env
  try {
    const stdin = Readable.from(input === '' ? [] : [Buffer.from(input)])
    const streams = { stdin, stdout: out.stream, stderr: err.stream } as unknown as Streams
    return { code: await run(args, faces, streams), out: out.text(), err: err.text() }
  } finally {
    process.env = kept
  }
}

function collecting() {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  return { stream, text: () => Buffer.concat(chunks).toString('utf8').replace(/\n$/, '') }
}
