import { z } from 'zod'
import { dateAt } from '../civil-date.ts'
import { command, type Tx } from '../command.ts'
import type { Row } from '../entities.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import { admit, install } from './admission.ts'
import { revisionDate } from './revision.ts'

const reason = z.string().trim().min(1).max(500)
const decision = z.object({ proposalId: z.string(), reason })
const deciders = ['supervisor', 'manager'] as const

/** Proposes a pack's newer revision, a new product or an overlay; somebody else approves it. Nothing changes until then. */
export const proposePack = command({
  name: 'pack.propose',
  roles: ['expert', 'supervisor', 'manager', 'service'],
  offline: 'onlineOnly',
  args: () => z.object({ kind: z.enum(['product', 'overlay']), definition: z.json() }),
  async run({ args, actor, newId, ...desk }) {
    const admitted = await admit(args.kind, args.definition, desk)
    if ('ok' in admitted) return admitted
    const { kind, sha256 } = admitted
    const isPack = kind === 'product'
    const subject = isPack ? admitted.pack.product : admitted.overlay.id
    const revision = isPack ? admitted.pack.revision : null
    const proposalId = newId()
    await desk.tx.put('packProposal', {
      ...{ id: proposalId, kind, subject, revision, sha256, state: 'waiting' },
      definition: isPack ? admitted.pack : admitted.overlay,
      ...{ proposedBy: actor.staffId, proposedAt: desk.now, decidedBy: null, decidedAt: null, reason: null },
    })
    return done({ proposalId, kind, subject, revision, sha256 })
  },
})

/** Approves a proposal of somebody else and installs it, if it still fits what is installed at this moment. */
export const approvePack = command({
  name: 'pack.approve',
  roles: deciders,
  offline: 'onlineOnly',
  args: () => decision,
  async run({ args, actor, ...desk }) {
    const { tx, now } = desk
    const proposal = await waitingFor(args.proposalId, actor.staffId, tx)
    if ('ok' in proposal) return proposal
    const { kind, subject, revision, definition } = proposal
    const admitted = await admit(kind, definition, desk)
    if ('ok' in admitted) return admitted
    // A judgement of today is given on the installed pack, one of a past day on the revision known then: both must be one.
    const today = dateAt(now)
    if (revision !== null && revisionDate(revision) > today) return refuse('pack.not-yet', { subject, revision, today })
    await install(admitted, desk)
    await tx.put('packProposal', decided(proposal, 'approved', actor.staffId, now, args.reason))
    return done({ proposalId: proposal.id, kind, subject, revision, sha256: admitted.sha256 })
  },
})

/** Refuses a proposal of somebody else; its contents are not kept. */
export const refusePack = command({
  name: 'pack.refuse',
  roles: deciders,
  offline: 'onlineOnly',
  args: () => decision,
  async run({ args, actor, now, tx }) {
    const proposal = await waitingFor(args.proposalId, actor.staffId, tx)
    if ('ok' in proposal) return proposal
    await tx.put('packProposal', decided(proposal, 'refused', actor.staffId, now, args.reason))
    const { id, kind, subject, revision } = proposal
    return done({ proposalId: id, kind, subject, revision })
  },
})

type Proposal = Row<'packProposal'>

async function waitingFor(proposalId: string, staffId: string, tx: Tx): Promise<Proposal | Refusal> {
  const proposal = await tx.get('packProposal', proposalId)
  if (!proposal) return refuse('not-found', { entity: 'packProposal', id: proposalId })
  const { state, decidedBy } = proposal
  if (state !== 'waiting') return refuse('pack.decided', { proposalId, state, by: decidedBy })
  return proposal.proposedBy === staffId ? refuse('pack.author-may-not-decide', { proposalId }) : proposal
}

function decided(
  proposal: Proposal,
  state: 'approved' | 'refused',
  decidedBy: string,
  decidedAt: number,
  because: string,
): Proposal {
  return { ...proposal, state, decidedBy, decidedAt, reason: because, definition: null }
}
