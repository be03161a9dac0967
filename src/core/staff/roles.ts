/** A person who works here, or a program that acts for the team (`service`). */
export const roles = ['butler', 'expert', 'inspector', 'supervisor', 'manager', 'service'] as const

export type Role = (typeof roles)[number]
