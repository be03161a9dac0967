import { hash } from 'node:crypto'

/** SHA-256 of a text in lower-case hexadecimal; core may not hash. */
export function sha256(text: string): string {
  return hash('sha256', text)
}

/** The id of a command that follows from another one, as `text` says: whoever makes it again makes the same one. */
export function derivedId(text: string): string {
  return sha256(text).slice(0, 32)
}
