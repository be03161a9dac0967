import type { Words } from '../language.ts'

export interface KnownDocument {
  readonly name: Words
  readonly why: Words
}

export function known(name: Words, why: Words): KnownDocument {
  return { name, why }
}
