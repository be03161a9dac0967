import type { Actor } from '../command.ts'
import type { EntityName } from '../entities.ts'
import type { Role } from '../staff/roles.ts'

/** `13812345678` → `138****5678`; a number too short to hide in keeps its last two digits only. Twice is once. */
export function maskPhone(phone: string): string {
  const shown = phone.length >= 11 ? [phone.length - 8, 4] : [0, 2]
  return phone.slice(0, shown[0]) + '****' + phone.slice(-(shown[1] ?? 2))
}

/** An identity number keeps its first three and last two characters. Twice is once. */
export function maskIdNumber(idNumber: string): string {
  if (idNumber.length <= 5) return '*'.repeat(idNumber.length)
  return idNumber.slice(0, 3) + '*'.repeat(idNumber.length - 5) + idNumber.slice(-2)
}

/** Whether some of a phone or identity number is hidden here. */
export function isMasked(value: string): boolean {
  return value.includes('*')
}

/** Who looks at a customer: by role, where only the customer's own butler is their `butler`. */
export type Viewer = Role | 'colleague'
/** How a column leaves the authority: as it is, with its middle hidden, or not at all (null). */
type Treatment = 'plain' | 'masked' | 'absent'
type ColumnMask = { mask: (value: string) => string } & Record<Viewer, Treatment>

/**
 * An identity number names a person to insurers, banks and the state; no daily work here needs it, and the last two characters
 * tell one holder of a name from another. Whoever fills in an insurer's form asks for it with a reason. An inspector reads what
 * was said, and needs none of it.
 */
const identity: ColumnMask = {
  mask: maskIdNumber,
  ...{ butler: 'masked', colleague: 'masked', expert: 'masked', supervisor: 'masked', manager: 'masked' },
  ...{ inspector: 'absent', service: 'absent' },
}

/**
 * The phone is how the customer's own butler reaches them, also with no network. Others match a caller by the last four digits,
 * and ask for the rest when they have to call. An inspector never calls; a service has no customers.
 */
const phone: ColumnMask = {
  mask: maskPhone,
  ...{ butler: 'plain', colleague: 'masked', expert: 'masked', supervisor: 'masked', manager: 'masked' },
  ...{ inspector: 'absent', service: 'absent' },
}

/**
 * The columns that do not leave the authority as they are. Every other column of every synced entity does: work in that role's
 * hands stands on it (a birthday on the judgement of a claim, a message on its reading). fixtures/endpoint/columns.txt lists them
 * all, so that a new one is decided about.
 */
export const columnMasks: { readonly [E in EntityName]?: Readonly<Record<string, ColumnMask>> } = {
  customer: { idNumber: identity, phone },
  member: { idNumber: identity },
}

/** The butler of another book is a colleague. */
export function viewerOf(actor: Actor, ownerId: string): Viewer {
  return actor.role === 'butler' && actor.staffId !== ownerId ? 'colleague' : actor.role
}

/** A row as the viewer may have it, decoded or as it lies in its table. The same row gives the same, for digests compare it. */
export function maskRow<R extends object>(viewer: Viewer, entity: EntityName, row: R): R {
  const masks = columnMasks[entity]
  if (!masks) return row
  const seen = { ...row } as Record<string, unknown>
  for (const [column, { mask, ...treatments }] of Object.entries(masks)) {
    const value = seen[column]
    if (typeof value !== 'string' || treatments[viewer] === 'plain') continue
    seen[column] = treatments[viewer] === 'masked' ? mask(value) : null
  }
  return seen as R
}
