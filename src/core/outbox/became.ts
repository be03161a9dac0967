/**
 * What a refused command has become by a person's hand. `seq`: the command of the same outbox that says so to the authority, or
 * that was given in its stead; null where it was taken off before that was recorded. `reason`: null also once the customer has left
 * the desk, and what was said about them with them.
 */
export type Became = {
  is: 'discarded' | 'handedOver' | 'handedOn' | 'superseded'
  seq: number | null
  reason: string | null
}
