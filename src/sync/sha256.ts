import { hash } from 'node:crypto'

/** SHA-256 of a text in lower-case hexadecimal; core may not hash. */
export function sha256(text: string): string {
  return hash('sha256', text)
}
