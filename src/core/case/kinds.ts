export const caseKinds = [
  'question',
  'claim',
  'dispute',
  'complaint',
  'renewal',
  'followUp',
  'firstContact',
  'outreach',
  'care',
  'specialRequest',
] as const

export type CaseKind = (typeof caseKinds)[number]

/** From calm to pressing; the index is the level that the queue counts with. */
export const priorities = ['low', 'normal', 'high', 'urgent'] as const

export type Priority = (typeof priorities)[number]

export const clockKinds = ['statutory', 'promised', 'serviceLevel'] as const

/** Life, safety or vulnerability: set by a person, and first in every queue. */
export const concerns = ['life', 'safety', 'vulnerability'] as const
