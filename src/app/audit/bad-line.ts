import type { Words } from '../../core/language.ts'

/** What a line of a file that was kept off the authority is, where it stands, and what was expected there. */
export class BadLine extends Error {
  readonly place: string
  readonly expected: Words
  constructor(place: string, expected: Words) {
    super(`${place}: ${expected.en}`)
    this.place = place
    this.expected = expected
  }
}
