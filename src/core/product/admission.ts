import { canonicalJson } from '../canonical-json.ts'
import { type CivilDate, dateAt } from '../civil-date.ts'
import type { Run, Tx } from '../command.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { readOverlay } from './check-overlay.ts'
import type { Overlay } from './overlay.ts'
import { readPack, type Pack } from './pack.ts'
import { compareRevisions } from './revision.ts'
import type { PackProposal, Product } from './schema.ts'

/** What may be installed: checked, not there yet, and with the digest of its canonical JSON. */
export type Admitted =
  | { kind: 'product'; pack: Pack; sha256: string; before: Product | undefined }
  | { kind: 'overlay'; overlay: Overlay; sha256: string }

type Desk = Pick<Run<unknown>, 'tx' | 'sha256' | 'now'>

/**
 * Checks a pack's revision or an overlay as the linter does, and against what is installed at this moment; asked when it is
 * proposed, and again when it is approved. The digest is made here and never taken from whoever gives the command.
 */
export async function admit(kind: PackProposal['kind'], definition: unknown, desk: Desk): Promise<Admitted | Refusal> {
  return kind === 'product' ? admitPack(definition, desk) : admitOverlay(definition, desk)
}

async function admitPack(definition: unknown, { tx, sha256, now }: Desk): Promise<Admitted | Refusal> {
  const reading = readPack(definition)
  if ('problems' in reading) return refuse('product.bad-pack', { problems: reading.problems })
  const { pack } = reading
  const before = await tx.get('product', pack.product)
  const digest = sha256(canonicalJson(pack))
  if (before?.sha256 === digest) return refuse('pack.unchanged', { subject: pack.product })
  if (before && compareRevisions(pack.revision, before.revision) <= 0) {
    const told = { subject: pack.product, revision: pack.revision, installed: before.revision }
    return refuse('pack.not-newer', told)
  }
  const broken = await overlayThatBreaks(pack, tx, dateAt(now))
  return broken ?? { kind: 'product', pack, sha256: digest, before }
}

/** An overlay in force that names what the revision no longer has: its gate or its number would silently fall away. */
async function overlayThatBreaks(pack: Pack, tx: Tx, today: CivilDate): Promise<Refusal | null> {
  const others = (await installedPacks(tx)).filter(({ product }) => product !== pack.product)
  for (const { id, definition, withdrawnOn } of await tx.find('overlay', {})) {
    if (withdrawnOn !== null && withdrawnOn <= today) continue
    const reading = readOverlay(definition, [...others, pack])
    if ('problems' in reading) return refuse('pack.breaks-overlay', { overlayId: id, problems: reading.problems })
  }
  return null
}

async function admitOverlay(definition: unknown, { tx, sha256 }: Desk): Promise<Admitted | Refusal> {
  const packs = await installedPacks(tx)
  const reading = readOverlay(definition, packs)
  if ('problems' in reading) return refuse('pack.bad-overlay', { problems: reading.problems })
  const { overlay } = reading
  const digest = sha256(canonicalJson(overlay))
  const before = await tx.get('overlay', overlay.id)
  if (before?.sha256 === digest && before.withdrawnOn === null) return refuse('pack.unchanged', { subject: overlay.id })
  const isInPack = packs.some((pack) => pack.overlays.some(({ id }) => id === overlay.id))
  if (before || isInPack) return refuse('pack.overlay-exists', { subject: overlay.id })
  return { kind: 'overlay', overlay, sha256: digest }
}

/** Checked when they were installed. */
async function installedPacks(tx: Tx): Promise<Pack[]> {
  return (await tx.find('product', {})).map(({ pack }) => pack as Pack)
}

/** Lays down what was admitted. The revision that a pack takes the place of is kept: signed judgements stand on it. */
export async function install(admitted: Admitted, { tx, now }: Pick<Run<unknown>, 'tx' | 'now'>): Promise<void> {
  if (admitted.kind === 'overlay') {
    const { overlay, sha256 } = admitted
    const { id, announced: announcedOn } = overlay
    const name = overlay.name?.['zh-Hans'] ?? id
    await tx.put('overlay', {
      ...{ id, name, announcedOn, sha256, definition: overlay },
      ...{ installedAt: now, withdrawnOn: null, withdrawnBy: null, withdrawnBecause: null },
    })
    return
  }
  const { pack, sha256, before } = admitted
  if (before) {
    const { id: productCode, revision, sha256: id, pack: replaced } = before
    await tx.put('packRevision', { id, productCode, revision, pack: replaced })
  }
  const { product: id, revision, name, insurer } = pack
  await tx.put('product', { id, name: name['zh-Hans'], insurer: insurer.name['zh-Hans'], revision, sha256, pack })
}
