/**
 * What a person at a desk knows: every command that was given, and whether it was shown as saved. `text`: that of a note, which
 * is in no other; of a draft, what was written.
 */
export type Said = {
  id: string
  name: 'note.add' | 'draft.save' | 'case.take' | 'case.open' | 'customer.reassign'
  text: string
  customerId: string
  isSaved: boolean
}

/** Lost: shown as saved, and not decided by the authority. Doubled: decided, or in the rows, more than once. */
export type Tally = { lost: number; doubled: number; wrong: string[] }

export function emptyTally(): Tally {
  return { lost: 0, doubled: 0, wrong: [] }
}
