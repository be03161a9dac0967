import { customerEntities, type EntityName, type Row, sharedEntities, teamEntities } from './entities.ts'
import type { Readers } from './readers.ts'
import type { Role } from './staff/roles.ts'

/**
 * Who may hold what. A scope is a name: `shared` (every desk), `book:<butler>` (what is on one butler's desk: the customers of the own book, those of whoever is covered,
 * those with a case handed over, and lines to them alone), `role:<role>`
 * (customers whom work in that role's hands concerns) and `supervision` (the events of the whole team).
 */
export type Scope = 'shared' | 'supervision' | `book:${string}` | `role:${Role}`

/** Who sees the team's own runs: all people but butlers, unless the flow says fewer. */
export const officeRoles = ['expert', 'inspector', 'supervisor', 'manager'] as const satisfies Role[]

/** What a desk may hold. Comes from who its token belongs to, never from what it asks for. */
export function scopesOfStaff(staff: { id: string; role: Role }): Scope[] {
  switch (staff.role) {
    case 'butler':
      return ['shared', `book:${staff.id}`]
    case 'expert':
    case 'inspector':
      return ['shared', `role:${staff.role}`]
    case 'supervisor':
    case 'manager':
      return ['shared', `role:${staff.role}`, 'supervision']
    case 'service':
      return ['shared']
  }
}

/**
 * The scopes of a customer and of everything that hangs on them: the owner's book, those of the butlers who stand in for the owner
 * or have a case of theirs handed over, and each role with open work there.
 */
export function scopesOfCustomer(
  customer: Pick<Row<'customer'>, 'ownerId'>,
  cases: readonly Pick<Row<'case'>, 'state' | 'role'>[],
  escalations: readonly Pick<Row<'escalation'>, 'state' | 'steps'>[],
  standingIn: readonly string[] = [],
): Scope[] {
  const scopes = new Set<Scope>([`book:${customer.ownerId}`])
  for (const staffId of standingIn) scopes.add(`book:${staffId}`)
  for (const item of cases) if (item.state === 'open' && item.role !== 'butler') scopes.add(`role:${item.role}`)
  for (const run of escalations) {
    if (run.state !== 'running') continue
    for (const step of run.steps)
      if (step.state === 'active')
        for (const role of [step.owner, ...(step.deciders ?? [])]) if (role !== 'butler') scopes.add(`role:${role}`)
  }
  return [...scopes].sort()
}

/** The customer whom a row hangs on: itself for a customer, else its `customerId`. Null for rows that hang on nobody. */
export function customerOf(entity: EntityName, row: { id: string; customerId?: string }): string | null {
  if (entity === 'customer') return row.id
  return ofCustomer.has(entity) ? (row.customerId ?? null) : null
}

/** The scopes of a row that is for some roles and hangs on nobody: those of its readers. */
export function scopesOfTeamRow(row: { readers?: Readers | undefined }): Scope[] {
  const { roles = [], staffId } = row.readers ?? {}
  const scopes = roles.map((role): Scope => `role:${role}`)
  return staffId === undefined ? scopes : [...scopes, `book:${staffId}`]
}

export function isOfTeam(entity: EntityName): boolean {
  return ofTeam.has(entity)
}

export function isShared(entity: EntityName): boolean {
  return shared.has(entity)
}

const ofTeam: ReadonlySet<EntityName> = new Set(teamEntities)
const shared: ReadonlySet<EntityName> = new Set(sharedEntities)
const ofCustomer: ReadonlySet<EntityName> = new Set(customerEntities)
