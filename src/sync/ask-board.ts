import { askFor, type Link } from './ask.ts'
import { wire } from './wire.ts'

/** Asks how the team stands, or for the rows behind one number of it. Throws `Unreachable` and `Problem`. */
export function askBoard(link: Link, query: Record<string, string>) {
  return askFor(link, wire.board, { query })
}
