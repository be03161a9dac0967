/** How long what we know of somebody who is no customer stays, and how far that can be moved (days from today). */
export const careDays = 30

export const longestCareDays = 90
