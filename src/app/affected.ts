import type { Row } from '../core/entities.ts'
import type { AnyRun } from '../core/escalation/any-run.ts'
import type { Overlay } from '../core/product/overlay.ts'
import type { Home } from './home.ts'
import { comparing, dryRun, type MovedClaim, type OnJudged } from './rejudge.ts'
import { rulesOf } from './packs.ts'

/** What an overlay changes: claims judged, and those of them that come out otherwise. `isInstalled`: it is in force by now. */
export type Affected = { overlayId: string; isInstalled: boolean; judged: number; moved: MovedClaim[] }

/** The field of a run that names the overlay, and those that hold what came of trying it out. */
const fields = { overlay: 'overlayCode', judged: 'judgedClaims', moved: 'changedClaims', customers: 'changedCustomers' }

/**
 * The claims that the overlay named in a run moves: as proposed while it waits for its approval, and once it is installed against
 * the rules without it. Null where the run names no overlay that is here.
 */
export async function affectedBy(home: Pick<Home, 'query' | 'clock'>, run: AnyRun): Promise<Affected | null> {
  const overlayId = run.fields[fields.overlay]
  if (typeof overlayId !== 'string') return null
  let judged = 0
  const onJudged: OnJudged = (done) => void (judged = done)
  const rules = await rulesOf(home)
  const installed = rules.overlays.find(({ id }) => id === overlayId)
  const definition = installed?.definition ?? (await proposed(home, overlayId))?.definition
  if (!definition) return null
  const candidate = { kind: 'overlay' as const, definition: definition as Overlay, sha256: '' }
  const without = { ...rules, overlays: rules.overlays.filter(({ id }) => id !== overlayId) }
  const moved: MovedClaim[] = []
  const judging = installed
    ? comparing(home, without, rules, [candidate], onJudged)
    : dryRun(home, [candidate], onJudged)
  for await (const claim of judging) moved.push(claim)
  return { overlayId, isInstalled: installed !== undefined, judged, moved }
}

/** The figures of a run that are not what trying it out gives now, by field; what is empty differs from nothing. */
export function figuresOff(
  run: AnyRun,
  { judged, moved }: Affected,
): { field: string; noted: number; found: number }[] {
  const found = {
    [fields.judged]: judged,
    [fields.moved]: moved.length,
    [fields.customers]: new Set(moved.map(({ customerId }) => customerId)).size,
  }
  return Object.entries(found).flatMap(([field, value]) => {
    const noted = run.fields[field]
    return typeof noted === 'number' && noted !== value ? [{ field, noted, found: value }] : []
  })
}

async function proposed({ query }: Pick<Home, 'query'>, overlayId: string): Promise<Row<'packProposal'> | undefined> {
  const proposals = (await query.all('packProposal')).filter(
    (one) => one.kind === 'overlay' && one.subject === overlayId,
  )
  return proposals.filter(({ state }) => state === 'waiting').at(-1)
}
