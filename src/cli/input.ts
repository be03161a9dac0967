import { InvalidArgumentError } from 'commander'
import { readFile } from 'node:fs/promises'
import { isCivilDate, startOfDate } from '../core/civil-date.ts'
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

/** An instant from now on: `+90m`, `+4h`, `+3d`, or `YYYY-MM-DD` with `THH:MM` where the hour matters (Asia/Shanghai, else 09:00). */
export type When = (now: number) => number

export function when(text: string): When {
  const later = /^\+(\d{1,4})([mhd])$/.exec(text)
  if (later) {
    const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 }[later[2] as 'm' | 'h' | 'd']
    return (now) => now + Number(later[1]) * unitMs
  }
  const [, date = '', hour = '09', minute = '00'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d))?$/.exec(text) ?? []
  if (!isCivilDate(date)) throw new InvalidArgumentError('Expected +4h, +3d, or YYYY-MM-DD[THH:MM].')
  return () => startOfDate(date) + Number(hour) * 3_600_000 + Number(minute) * 60_000
}
