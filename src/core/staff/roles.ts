/** A person who works here, or a program that acts for the team (`service`). */
export const roles = ['butler', 'expert', 'inspector', 'supervisor', 'manager', 'service'] as const

export type Role = (typeof roles)[number]

/** Who leads the team: they see all of its work, and decide on it. */
export const leaders = ['supervisor', 'manager'] as const satisfies Role[]

export function isLeader(role: Role): boolean {
  return leaders.some((one) => one === role)
}

/** Whether all of the team is theirs to see: who leads it, and programs that act for it. */
export function seesTeam(role: Role): boolean {
  return isLeader(role) || role === 'service'
}

/** Who acts where nobody on the staff does: who works at an authority's own home without saying whose hands, and its endpoint. */
export const [operatorId, endpointId] = ['operator', 'endpoint'] as const
