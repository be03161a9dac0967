/**
 * A command of an outbox, as far as it matters for what stands on what: ids that a command made are `<its id>.<n>`, so one that
 * names such an id stands on the one that made it.
 */
export type Standing = {
  seq: number
  id: string
  name: string
  args: unknown
  state: string
  /** The case that it came to be about; stays when the arguments are gone with their customer. */
  caseId?: string | null
  /** What the refusal says: `on`, of one that fell with another, is that command's id. */
  data?: Record<string, unknown> | null
}

/** `above`: the numbers of those that it names rows of, and that are listed too. */
export type Grouped<E> = E & {
  /** The first of its group: what it stands on in the end, or itself. */
  root: number
  /** 0 for a root. */
  depth: number
  above: readonly number[]
  /** The refused command together with which this waiting one will be refused. */
  fallsWith: number | null
}

/** These tell what became of other commands. They carry those commands' arguments, but stand on none of what these name. */
const tellers: ReadonlySet<string> = new Set(['outbox.discard', 'outbox.hand'])

/**
 * Each command beneath the one that it stands on, refused groups first, each in the order in which they were given. One that
 * stands on several is beneath the first of them that was refused, else beneath the first.
 */
export function grouped<E extends Standing>(entries: readonly E[]): Grouped<E>[] {
  const inOrder = [...entries].sort((a, b) => a.seq - b.seq)
  const byId = new Map(inOrder.map((entry) => [entry.id, entry]))
  const placed = new Map<number, Grouped<E>>()
  const below = new Map<number, Grouped<E>[]>()
  for (const entry of inOrder) {
    const above = makersIn(entry, byId)
    const fallsBy = above.find((one) => one.state === 'refused' || placed.get(one.seq)?.fallsWith != null)
    const parent = placed.get((fallsBy ?? above[0])?.seq ?? -1)
    const refusedSeq = fallsBy?.state === 'refused' ? fallsBy.seq : (placed.get(fallsBy?.seq ?? -1)?.fallsWith ?? null)
    const one: Grouped<E> = {
      ...entry,
      root: parent?.root ?? entry.seq,
      depth: parent ? parent.depth + 1 : 0,
      above: above.map(({ seq }) => seq),
      fallsWith: entry.state === 'waiting' ? refusedSeq : null,
    }
    placed.set(entry.seq, one)
    if (parent) below.set(parent.seq, [...(below.get(parent.seq) ?? []), one])
  }
  const roots = [...placed.values()].filter(({ depth }) => depth === 0)
  const whole = (one: Grouped<E>): Grouped<E>[] => [one, ...(below.get(one.seq) ?? []).flatMap(whole)]
  const groups = roots.map(whole)
  const isRefused = (group: readonly E[]) => group.some(({ state }) => state === 'refused')
  return [...groups.filter(isRefused), ...groups.filter((group) => !isRefused(group))].flat()
}

/** The command of that number and all that stand on it, directly or not, in the order in which they were given. */
export function withDependants<E extends Standing>(entries: readonly E[], seq: number): Grouped<E>[] {
  const inOrder = grouped(entries).sort((a, b) => a.seq - b.seq)
  const taken = new Set([seq])
  return inOrder.filter((one) => {
    if (one.seq !== seq && !one.above.some((above) => taken.has(above))) return false
    taken.add(one.seq)
    return true
  })
}

/** Arguments with the ids made by some commands put in place by those of the commands given in their stead. */
export function rewritten(args: unknown, stead: ReadonlyMap<string, string>): unknown {
  if (typeof args === 'string') {
    const made = madeBy(args)
    const last = made && lastOf(made.commandId, stead)
    return made && last !== made.commandId ? `${last}.${made.n}` : args
  }
  if (Array.isArray(args)) return args.map((part) => rewritten(part, stead))
  if (typeof args !== 'object' || args === null) return args
  return Object.fromEntries(Object.entries(args).map(([key, part]) => [key, rewritten(part, stead)]))
}

/** A command given again may have been given again itself. */
function lastOf(commandId: string, stead: ReadonlyMap<string, string>): string {
  const next = stead.get(commandId)
  return next === undefined ? commandId : lastOf(next, stead)
}

function makersIn<E extends Standing>(entry: E, byId: ReadonlyMap<string, E>): E[] {
  const found = new Set<E>()
  const named = textsIn(tellers.has(entry.name) ? caseNamedIn(entry.args) : [entry.args, entry.caseId])
  for (const id of [...named.map((text) => madeBy(text)?.commandId), entry.data?.['on']]) {
    const maker = typeof id === 'string' ? byId.get(id) : undefined
    if (maker && maker.seq < entry.seq) found.add(maker)
  }
  return [...found].sort((a, b) => a.seq - b.seq)
}

function caseNamedIn(args: unknown): unknown {
  return typeof args === 'object' && args !== null && 'caseId' in args ? args.caseId : null
}

function madeBy(id: string): { commandId: string; n: string } | null {
  const dot = id.lastIndexOf('.')
  const n = id.slice(dot + 1)
  return dot > 0 && /^[1-9]\d{0,4}$/.test(n) ? { commandId: id.slice(0, dot), n } : null
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
