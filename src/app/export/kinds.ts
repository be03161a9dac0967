import { dateAt, momentAt } from '../../core/civil-date.ts'
import type { EntityName, Row } from '../../core/entities.ts'
import { entities } from '../../core/entity-schemas.ts'

export type Value = string | number | null
/** A column of what is exported. Its name is one that an import of the same kind reads. */
export type Field<R> = { name: string; of: (row: R) => Value }
/** What can be exported: the rows of one entity, with their columns. */
export type ExportKind = { entity: EntityName; fields: readonly Field<never>[] }

/** The id of the system that a row came from; of one that was made here, its own. */
const external = (id: string | null, ours: string): string => id ?? ours
/** `c.K1` → `K1`, as an import names its customers. */
const bare = (id: string): string => id.replace(/^[cv]\./, '')
const instant = (at: number): string => new Date(at).toISOString()
/** Hours and minutes in China, where nobody moves the clock. */
const timeOfDay = (at: number): string => momentAt(at).slice(11)

const field = <E extends EntityName>(name: string, of: (row: Row<E>) => Value): Field<Row<E>> => ({ name, of })
const plain = <E extends EntityName>(_entity: E, ...names: (keyof Row<E> & string)[]): Field<Row<E>>[] =>
  names.map((name) => field<E>(name, (row) => valueOf(row[name])))

const staff = [
  field<'staff'>('externalId', (row) => row.id),
  ...plain('staff', 'name', 'role'),
  field<'staff'>('isActive', (row) => String(row.isActive)),
]
const customers = [
  field<'customer'>('externalId', (row) => external(row.externalId, row.id)),
  ...plain('customer', 'name'),
  field<'customer'>('owner', (row) => row.ownerId),
  ...plain('customer', 'gender', 'bornOn', 'phone', 'idNumber', 'city'),
  field<'customer'>('tags', (row) => row.tags.join(';')),
  ...plain('customer', 'since'),
]
const policies = [
  field<'policy'>('externalId', (row) => external(row.externalId, row.id)),
  field<'policy'>('customer', (row) => bare(row.customerId)),
  ...plain('policy', 'number', 'productCode', 'insuredName', 'source', 'state', 'issuedOn', 'effectiveOn', 'expiresOn'),
  ...plain('policy', 'paidThrough', 'premiumFen', 'sumInsuredFen'),
]
const conversations = [
  field<'message'>('externalId', (row) => external(row.externalId, row.id)),
  field<'message'>('conversation', (row) => bare(row.conversationId)),
  field<'message'>('customer', (row) => bare(row.customerId)),
  ...plain('message', 'channel', 'direction'),
  field<'message'>('author', (row) => row.authorId),
  field<'message'>('at', (row) => instant(row.at)),
  ...plain('message', 'text'),
]
const shifts = [
  field<'shift'>('staff', (row) => row.staffId),
  field<'shift'>('on', (row) => dateAt(row.from)),
  field<'shift'>('from', (row) => timeOfDay(row.from)),
  field<'shift'>('until', (row) => timeOfDay(row.until)),
]
const resources = plain('resource', 'kind', 'name', 'phone', 'city', 'district', 'note')

/** Codes, tokens and keys never leave the authority. */
const secret: ReadonlySet<EntityName> = new Set(['enrolment', 'device', 'staffKey'])
/** Those that an import brings in, in the columns in which it does. A conversation is one row a message there. */
const imported: Record<string, ExportKind> = {
  staff: { entity: 'staff', fields: staff },
  customers: { entity: 'customer', fields: customers },
  policies: { entity: 'policy', fields: policies },
  conversations: { entity: 'message', fields: conversations },
  shifts: { entity: 'shift', fields: shifts },
  resources: { entity: 'resource', fields: resources },
}
/** Plurals that no rule makes. */
const plurals: Partial<Record<EntityName, string>> = {
  conversation: 'threads',
  flow: 'flows',
  reply: 'replies',
  policy: 'policies',
  duty: 'duties',
  goodwill: 'goodwill',
  care: 'care',
}

/** Every kind by the word for it on the command line. */
export const exportKinds: Readonly<Record<string, ExportKind>> = {
  ...imported,
  ...Object.fromEntries(
    (Object.keys(entities) as EntityName[])
      .filter((entity) => !secret.has(entity) && (entity === 'conversation' || !isImported(entity)))
      .map((entity) => [plurals[entity] ?? `${dashed(entity)}s`, { entity, fields: allFields(entity) }]),
  ),
}

function isImported(entity: EntityName): boolean {
  return Object.values(imported).some((kind) => kind.entity === entity)
}

/** Every column as it stands in the record; times as ISO 8601, lists and trees as JSON. */
function allFields(entity: EntityName): Field<never>[] {
  return Object.keys(entities[entity].shape).map((name) => ({
    name,
    of: (row: never) => {
      const value: unknown = (row as Record<string, unknown>)[name]
      return typeof value === 'number' && /(At|Until|From)$|^(at|from|until)$/.test(name)
        ? instant(value)
        : valueOf(value)
    },
  }))
}

function dashed(entity: string): string {
  return entity.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function valueOf(value: unknown): Value {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number') return value
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value)
}
