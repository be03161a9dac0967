import type { Approval } from '../app/approvals.ts'
import type { BoardRow } from '../app/board-rows.ts'
import type { Talk } from '../app/conversations.ts'
import type { Complaint } from '../app/complaints.ts'
import { commandWords } from '../app/language/events.ts'
import { fieldNamed, type FilterField } from '../app/language/filter-fields.ts'
import { labels } from '../app/language/labels.ts'
import { resourceKindWords } from '../app/language/reply-words.ts'
import { stateWords } from '../app/outbox-words.ts'
import type { OwedClock, Queued } from '../app/queries.ts'
import type { Precedents } from '../app/precedents.ts'
import type { OnRoster } from '../app/roster.ts'
import type { ListedResource } from '../app/resources.ts'
import { type Finding, findingNow } from '../app/sought.ts'
import { startOfDate } from '../core/civil-date.ts'
import type { Row } from '../core/entities.ts'
import type { Flow } from '../core/escalation/flow.ts'
import { type FieldValue, type FilterFault, matcherOf, type Sought } from '../core/filter/match.ts'
import { readFilter } from '../core/filter/terms.ts'
import type { Words } from '../core/language.ts'
import type { BoardRowsData, Cared, NarrowedName, OutboxData, State, TalksData } from './state.ts'

type Said = readonly (string | null | undefined)[]
type Parts = { words: Said; fields: Partial<Record<FilterField, { is: 'text'; words: Said } | FieldValue>> }
/** A list that `/` narrows: the rows of what its screen shows, and what a row is found by. `fields`: those that its rows have. */
type List<D, R extends object> = {
  rows(data: D): readonly R[]
  with(data: D, rows: readonly R[]): D
  fields: Partial<Record<FilterField, FieldValue['is']>>
  partsOf(row: R, state: Pick<State, 'staff' | 'now'>, data: D): Parts
}

const all = (words: Words | undefined): Said => (words ? Object.values(words) : [])
const time = (at: number | null): FieldValue => ({ is: 'time', at })
const number = (value: number | null): FieldValue => ({ is: 'number', value })
const yuan = (fen: number | null) => number(fen === null ? null : fen / 100)
const text = (...words: Said) => ({ is: 'text' as const, words })
const nameOf = ({ staff }: Pick<State, 'staff'>, id: string | null) => (id === null ? null : (staff.get(id) ?? id))

/** A list whose data are its rows. */
function plain<R extends object>(
  fields: List<R[], R>['fields'],
  partsOf: (row: R, state: Pick<State, 'staff' | 'now'>) => Parts,
): List<R[], R> {
  return { rows: (data) => data, with: (_data, rows) => [...rows], fields, partsOf }
}

const standings: Readonly<Record<OwedClock['standing'], Said>> = {
  breached: ['breached', 'late', '逾期'],
  warning: ['warning', '预警'],
  running: ['running', '进行中'],
  paused: ['paused', '暂停'],
}
const states: Readonly<Record<string, Said>> = {
  waiting: ['waiting', '待批准'],
  running: ['running', '进行中'],
  stopped: ['stopped', '已暂停'],
  refused: ['refused', '已驳回'],
  approved: ['approved', '已批准'],
  closed: ['closed', '已结束'],
  answered: ['answered', '已回复'],
  unanswered: ['unanswered', '待回复'],
}

/** When the first clock that runs is due, or the day that the case is for begins. */
function dueOf({ clocks, dueOn }: Queued['case']): number | null {
  const due = clocks.flatMap(({ metAt, dueAt }) => (metAt === null ? [dueAt] : []))
  if (dueOn) due.push(startOfDate(dueOn))
  return due.length === 0 ? null : Math.min(...due)
}

const queue = plain<Queued>(
  { kind: 'text', band: 'number', due: 'time', waiting: 'lasting', with: 'text' },
  ({ case: item, band, takenBy, reasons }, state) => {
    const kind = [item.kind, ...all(labels.caseKind[item.kind])]
    const waiting = reasons.find((reason) => reason.is === 'waiting')
    return {
      words: [item.customerName, item.title, ...kind, ...(item.concern ? all(labels.concern[item.concern]) : [])],
      fields: {
        kind: text(...kind),
        // As people count them: the first band is 1.
        band: number(band + 1),
        due: time(dueOf(item)),
        waiting: { is: 'lasting', ms: waiting?.ms ?? null },
        with: text(nameOf(state, takenBy), takenBy),
      },
    }
  },
)

const lists = {
  owed: plain<OwedClock>({ kind: 'text', due: 'time', state: 'text' }, ({ case: item, clock, standing, ...one }) => {
    const clockWords = [...all(labels.clock[clock.code]), clock.kind, ...all(labels.clockKind[clock.kind])]
    const kind = [...(item ? [item.kind, ...all(labels.caseKind[item.kind])] : []), ...clockWords]
    const about = item
      ? [item.customerName, item.title]
      : 'flow' in one
        ? [one.flow.code, ...all(one.flow.name)]
        : 'move' in one
          ? [one.move.customerName]
          : []
    return {
      words: [...about, ...kind, ...standings[standing]],
      fields: { kind: text(...kind), due: time(clock.dueAt), state: text(...standings[standing]) },
    }
  }),
  outbox: {
    rows: ({ entries }) => entries,
    with: (data, entries) => ({ ...data, entries }),
    fields: { state: 'text' },
    partsOf: ({ name, customerId, code, state }, _state, { customers }) => ({
      words: [name, ...all(commandWords[name]), customers.get(customerId ?? ''), code],
      fields: { state: text(state, ...all(stateWords[state])) },
    }),
  } satisfies List<OutboxData, OutboxData['entries'][number]>,
  complaints: plain<Complaint>({ due: 'time', state: 'text', with: 'text' }, (one, state) => ({
    words: [one.number, one.customerName, one.title, ...all(one.flow?.name), ...all(one.step?.name)],
    fields: {
      due: time(one.stepDueAt ?? one.lawDueAt),
      state: text(...(states[one.run?.state ?? 'waiting'] ?? [])),
      with: text(nameOf(state, one.run?.authorId ?? null), one.run?.authorId),
    },
  })),
  care: plain<Cared>({ due: 'time', city: 'text' }, ({ care, customer }) => ({
    words: [customer.name, customer.city, care.where, care.what],
    fields: { due: time(startOfDate(care.until)), city: text(customer.city) },
  })),
  roster: plain<OnRoster>({ kind: 'text', due: 'time' }, (one) => {
    const role = [one.role, ...all(labels.role[one.role])]
    return {
      words: [one.name, one.staffId, ...role, ...one.reliefNames],
      fields: { kind: text(...role), due: time(one.until) },
    }
  }),
  approvals: {
    rows: (data) => data,
    with: (_data, rows) => rows,
    fields: { kind: 'text', due: 'time', amount: 'number', with: 'text' },
    partsOf: ({ is, about, title, by, dueAt, amountFen }, state) => ({
      words: [about, ...all(title), nameOf(state, by)],
      fields: {
        kind: text(is, ...all(title)),
        due: time(dueAt),
        amount: yuan(amountFen),
        with: text(nameOf(state, by), by),
      },
    }),
  } satisfies List<readonly Approval[], Approval>,
  schemes: {
    rows: (data) => data,
    with: (_data, rows) => rows,
    fields: { state: 'text', due: 'time', amount: 'number', with: 'text' },
    partsOf: (one, state) => ({
      words: [one.name, one.goodwillName, one.productCode, one.clauseNumber, ...(states[one.state] ?? [])],
      fields: {
        state: text(...(states[one.state] ?? [])),
        due: time(startOfDate(one.endsOn)),
        amount: yuan(one.budgetFen),
        with: text(nameOf(state, one.proposedBy), one.proposedBy),
      },
    }),
  } satisfies List<readonly Row<'scheme'>[], Row<'scheme'>>,
  conversations: {
    rows: ({ talks }) => talks,
    with: (data, talks) => ({ ...data, talks }),
    fields: { kind: 'text', band: 'number', due: 'time', waiting: 'lasting', with: 'text', state: 'text' },
    partsOf: ({ conversation, customerName, queued, unanswered, last, waitingSince }, state) => {
      const item = queued?.case
      const kind = [...(item ? [item.kind, ...all(labels.caseKind[item.kind])] : [])]
      const channel = [conversation.channel, ...all(labels.channel[conversation.channel])]
      const said = waitingSince === null ? 'answered' : 'unanswered'
      const isWaiting = { is: 'lasting', ms: waitingSince === null ? null : state.now - waitingSince } as const
      return {
        words: [customerName, ...conversation.tags, item?.title, (unanswered ?? last)?.text, ...kind, ...channel],
        fields: {
          kind: text(...kind, ...channel),
          band: number(queued ? queued.band + 1 : null),
          due: time(item ? dueOf(item) : null),
          waiting: isWaiting,
          with: text(nameOf(state, queued?.takenBy ?? null), queued?.takenBy),
          state: text(...(states[said] ?? [])),
        },
      }
    },
  } satisfies List<TalksData, Talk>,
  precedents: {
    rows: ({ found }) => found,
    with: (data, found) => ({ ...data, found }),
    fields: { state: 'text', amount: 'number' },
    partsOf: ({ precedent }) => ({
      words: [precedent.productCode, precedent.clauseNumber, precedent.flowId, ...(states[precedent.verdict] ?? [])],
      fields: { state: text(...(states[precedent.verdict] ?? [])), amount: yuan(precedent.amountFen) },
    }),
  } satisfies List<Precedents, Precedents['found'][number]>,
  boardRows: {
    rows: ({ rows }) => rows,
    with: (data, rows) => ({ ...data, rows }),
    fields: { due: 'time', band: 'number', kind: 'text', with: 'text' },
    partsOf: (row, state) => {
      const item = row.is === 'case' ? row.case : row.is === 'clock' ? row.owed.case : null
      const kind = item ? [item.kind, ...all(labels.caseKind[item.kind])] : []
      const holder = row.is === 'case' ? row.takenBy : null
      return {
        words: [row.customerName, item?.title, nameOf(state, row.staffId), row.staffId, ...kind],
        fields: {
          due: time(row.is === 'clock' ? row.owed.clock.dueAt : item ? dueOf(item) : null),
          band: number(row.is === 'case' && row.band !== 'later' ? row.band + 1 : null),
          kind: text(...kind),
          with: text(nameOf(state, holder), holder),
        },
      }
    },
  } satisfies List<BoardRowsData, BoardRow>,
  flows: plain<Flow>({}, ({ code, name }) => ({ words: [code, ...all(name)], fields: {} })),
  resources: plain<ListedResource>({ kind: 'text', city: 'text' }, (one) => {
    const kind = [one.kind, ...all(resourceKindWords[one.kind])]
    const phone = [one.phone, one.phone.replaceAll(/\D/g, '')]
    return {
      words: [one.name, ...phone, one.city, one.district, one.note, ...kind],
      fields: { kind: text(...kind), city: text(one.city, one.district) },
    }
  }),
}
// The table says of each screen what its data are; what is looked up by name below has lost that.
const listOf = (name: NarrowedName | 'queue') =>
  (name === 'queue' ? queue : lists[name]) as unknown as List<unknown, object>

const kept = new WeakMap<object, Sought>()

function soughtOf(
  list: List<unknown, object>,
  row: object,
  data: unknown,
  state: Pick<State, 'staff' | 'now'>,
  { keysOf }: Finding,
) {
  const known = kept.get(row)
  if (known) return known
  const { words, fields } = list.partsOf(row, state, data)
  const told = Object.entries(fields).map(([name, value]) => [
    name,
    'words' in value ? { is: 'text', keys: keysOf(value.words) } : value,
  ])
  const sought: Sought = { keys: keysOf(words), fields: Object.fromEntries(told) }
  kept.set(row, sought)
  return sought
}

const keptLists = new WeakMap<readonly object[], readonly Sought[]>()

/** What all rows of a list are found by, in its order; the same list is not looked at twice. */
function soughtIn(
  list: List<unknown, object>,
  rows: readonly object[],
  data: unknown,
  state: Pick<State, 'staff' | 'now'>,
  finding: Finding,
): readonly Sought[] {
  const known = keptLists.get(rows)
  if (known) return known
  const sought = rows.map((row) => soughtOf(list, row, data, state, finding))
  keptLists.set(rows, sought)
  return sought
}

/** Fields that the rows of a list can be narrowed by. */
export function fieldsOf(name: NarrowedName | 'queue'): FilterField[] {
  return Object.keys(listOf(name).fields) as FilterField[]
}

/**
 * What the filter leaves of a list. Needs the tables of app/sought.ts; before they are loaded all is left. `faults`: terms that mean
 * nothing here, which leave nothing out.
 */
export function narrow<D>(
  name: NarrowedName | 'queue',
  data: D,
  filter: string,
  state: Pick<State, 'staff' | 'now'>,
): { data: D; faults: readonly FilterFault[] } {
  const finding = findingNow()
  if (filter.trim() === '' || !finding) return { data, faults: [] }
  const list = listOf(name)
  const read = readFilter(finding.fold(filter.replaceAll('！', '!')))
  const terms = read.terms.map((term) => (term.is === 'field' ? { ...term, field: fieldNamed(term.field) } : term))
  const { matches, faults } = matcherOf({ ...read, terms }, list.fields as Record<string, FieldValue['is']>, state.now)
  const whole = list.rows(data)
  const sought = soughtIn(list, whole, data, state, finding)
  const rows = whole.filter((_row, at) => matches(sought[at] as Sought))
  return { data: list.with(data, rows) as D, faults }
}
