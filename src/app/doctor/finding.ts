import type { Words } from '../../core/language.ts'

/**
 * What was looked at and how it is. `note`: it works, with less than there could be; `fault`: something does not work. `value`: what
 * was found, for scripts too; `advice`: what a person can do about it.
 */
export type Finding = {
  code: string
  title: Words
  state: 'ok' | 'note' | 'fault'
  value: string
  advice: Words | null
}

/** A finding that is fine unless there is advice. */
export function finding(
  code: string,
  title: Words,
  value: string,
  state: Finding['state'] = 'ok',
  advice: Words | null = null,
): Finding {
  return { code, title, state, value, advice }
}
