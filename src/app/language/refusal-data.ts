import { momentText } from './reasons.ts'

// How the data of refusals is written into sentences; data that is not there is an empty text.

export function text(value: unknown): string {
  return Array.isArray(value)
    ? value.join('.')
    : typeof value === 'string' || typeof value === 'number'
      ? `${value}`
      : ''
}
export function shown(value: unknown): string {
  return JSON.stringify(value) ?? ''
}
export function list(value: unknown, between: string): string {
  return Array.isArray(value) ? value.join(between) : text(value)
}
export function count(value: unknown): number {
  return Array.isArray(value) ? value.length : typeof value === 'number' ? value : 1
}
export function when(value: unknown, before: string): string {
  return typeof value === 'number' ? `${before}${momentText(value)}` : ''
}
