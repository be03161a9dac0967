import { PassThrough } from 'node:stream'
import { WriteStream } from 'node:tty'
import { readSize, terminalVariable } from './environment.ts'

/**
 * In a program that `butler serve --ssh` has started: makes its pipes a terminal as far as a program can see. Raw is what the client's
 * terminal is all the time; before a program asks for that, Ctrl-C is a signal here and Enter a line end. A new size comes as a message.
 */
export function standBehindSsh(): void {
  const size = readSize(process.env[terminalVariable])
  if (!size || !process.channel) return
  delete process.env[terminalVariable]
  const input = terminalInput(process.stdin)
  Object.defineProperty(process, 'stdin', { value: input })
  for (const stream of [process.stdout, process.stderr]) beTerminal(stream, size)
  process.on('message', (message) => {
    const { cols, rows } = message as { cols: number; rows: number }
    for (const stream of [process.stdout, process.stderr]) {
      Object.assign(stream, { columns: cols, rows })
      stream.emit('resize')
    }
  })
  // Whoever holds the other end is gone, however that came about.
  process.once('disconnect', () => end('SIGHUP', 129))
  process.channel.unref()
}

function terminalInput(pipe: NodeJS.ReadStream): PassThrough {
  let isRaw = false
  const input = new PassThrough()
  const take = (chunk: Buffer) => {
    if (isRaw) return input.write(chunk)
    const text = chunk.toString('latin1')
    if (text.includes('\u0003')) return end('SIGINT', 130)
    const [before = '', ...after] = text.replaceAll('\r', '\n').split('\u0004')
    input.write(Buffer.from(before, 'latin1'))
    if (after.length > 0) input.end()
  }
  pipe.on('data', take)
  pipe.once('end', () => input.end())
  // Only what is being read keeps the program alive.
  const [hold, letGo] = [() => void pipe.ref?.(), () => void pipe.unref?.()]
  letGo()
  input.on('resume', hold).on('pause', letGo)
  return Object.assign(input, {
    isTTY: true,
    setRawMode(raw: boolean) {
      isRaw = raw
      return input
    },
    ref() {
      hold()
      return input
    },
    unref() {
      letGo()
      return input
    },
  })
}

function end(signal: 'SIGINT' | 'SIGHUP', status: number): void {
  if (!process.emit(signal, signal)) process.exit(status)
}

const ofTerminals = ['cursorTo', 'moveCursor', 'clearLine', 'clearScreenDown', 'getColorDepth', 'hasColors'] as const

function beTerminal(stream: NodeJS.WriteStream, { cols, rows }: { cols: number; rows: number }): void {
  const write = stream.write.bind(stream) as (text: string, ...rest: unknown[]) => boolean
  const methods = Object.fromEntries(ofTerminals.map((name) => [name, WriteStream.prototype[name]]))
  Object.assign(stream, methods, {
    isTTY: true,
    columns: cols,
    rows,
    getWindowSize: () => [stream.columns, stream.rows],
    // The client's terminal is raw: a line end alone does not go back to the first column.
    write: (chunk: string | Uint8Array, ...rest: unknown[]) =>
      write(
        (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')).replaceAll(/\r?\n/g, '\r\n'),
        ...rest,
      ),
  })
}
