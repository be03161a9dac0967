import { InvalidArgumentError } from 'commander'
import { readFile } from 'node:fs/promises'
import { isCivilDate } from '../core/civil-date.ts'
import { readSpan } from '../core/tail/span.ts'
import { readWhen } from '../core/when.ts'
import type { Session } from './session.ts'

/** The text of an argument: itself, or all of standard input for `-`. */
export async function textOf(session: Session, argument: string): Promise<string> {
  if (argument !== '-') return argument
  return (await standardInput(session)).trim()
}

/** The text of a file, or of standard input for `-`. */
export function fileText(session: Session, file: string): Promise<string> {
  return file === '-' ? standardInput(session) : readFile(file, 'utf8')
}

async function standardInput({ stdin }: Session): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** A value typed at the command line, as JSON has it where it is JSON, else as the text that it is. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export function wholeNumber(text: string): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError('A whole number is expected.')
  return number
}

export function collectNumbers(text: string, numbers: readonly number[] = []): number[] {
  return [...numbers, wholeNumber(text)]
}

/** An option that is given once for each of its values. */
export function collect(value: string, values: readonly string[] = []): string[] {
  return [...values, value]
}

export function portNumber(text: string): number {
  const port = wholeNumber(text)
  if (port > 65_535) throw new InvalidArgumentError('A port is at most 65535.')
  return port
}

export function civilDateArgument(text: string): string {
  if (!isCivilDate(text)) throw new InvalidArgumentError('A date YYYY-MM-DD is expected.')
  return text
}

/** An instant from now on, or a date with `THH:MM` where the hour matters (Asia/Shanghai): see core/when.ts. */
export type When = (now: number) => number

/** When work begins again: a date alone is 09:00. */
export function when(text: string): When {
  return instant(text, 9)
}

/** By when something is done: a date alone is 18:00. */
export function byWhen(text: string): When {
  return instant(text, 18)
}

function instant(text: string, hour: number): When {
  const read = readWhen(text, hour)
  if (!read) throw new InvalidArgumentError('Expected +4h, +3d, HH:MM, or YYYY-MM-DD[THH:MM].')
  return read
}

/** A length of time, in milliseconds. */
export function span(text: string): number {
  const ms = readSpan(text)
  if (ms === null) throw new InvalidArgumentError('Expected 30s, 15m, 2h or 1d.')
  return ms
}
