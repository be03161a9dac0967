const esc = '\x1b[27u'

/** The ways of a shift: down the queue, a customer and what is owed opened and left, fields typed in, and back to the top. */
export const ways = [
  ...['j', 'j', 'k', '\r', 'j', esc],
  ...['O', 'j', esc],
  ...['/', 'c', 'd', esc],
  ...['m', '客', '户', esc],
  ...['w', 'w', 'Home'],
] as const
