/** Taken with the first text: all its ciphers would be loaded for whoever hashes nothing. */
let taken: { hash(algorithm: string, text: string): string } | undefined

/** SHA-256 of a text in lower-case hexadecimal; core may not hash. */
export function sha256(text: string): string {
  taken ??= process.getBuiltinModule('node:crypto')
  return taken.hash('sha256', text)
}

/** The id of a command that follows from another one, as `text` says: whoever makes it again makes the same one. */
export function derivedId(text: string): string {
  return sha256(text).slice(0, 32)
}
