import { claimChecklist } from '../../../src/app/claim-checklist.ts'
import type { Home } from '../../../src/app/home.ts'
import type { Checklist } from '../../../src/core/checklist/checklist.ts'
import type { Overlay } from '../../../src/core/product/overlay.ts'
import type { Pack } from '../../../src/core/product/pack.ts'
import { factsOfPolicy } from './claims-home.ts'
import { claim, overlays, pack, packs } from '../../core/judgement/fixture.ts'
import { accepted, makeWorld, type World } from '../../world.ts'

export const covid: Overlay = (() => {
  const [overlay] = overlays
  if (!overlay) throw new Error('no overlay')
  return overlay
})()

/** A team of a butler, an expert, two supervisors and a manager, with all packs and no overlay. */
export async function makeTeam(): Promise<World> {
  const world = await makeWorld()
  for (const definition of Object.values(packs)) await world.give('product.install', { pack: definition })
  await world.addTeam({ b1: 'butler', x1: 'expert', s1: 'supervisor', s2: 'supervisor', m1: 'manager' })
  return world
}

/** Opens a test claim for a new customer of the butler; returns its id. */
export async function openClaim(world: World, fixture: string): Promise<string> {
  const { product, facts } = claim(fixture)
  const number = `${fixture}-${world.clock.newId()}`
  await world.give('import.rows', {
    ...{ kind: 'customers', source: 'test', number: 0 },
    rows: [{ externalId: number, name: '示例客户', owner: 'b1' }],
  })
  await world.give('import.rows', {
    ...{ kind: 'policies', source: 'test', number: 0 },
    rows: [
      {
        ...{ externalId: number, customer: number, number, productCode: product, premiumFen: 1 },
        ...{ issuedOn: facts['policy.issued_on'] ?? facts['policy.effective_on'] },
        ...{ effectiveOn: facts['policy.effective_on'], expiresOn: facts['policy.expires_on'] },
      },
    ],
  })
  const answers = Object.entries(facts).filter(([key]) => !factsOfPolicy.includes(key))
  const { claimId } = await world.give('claim.open', {
    ...{ policyId: `p.${number}`, title: fixture },
    facts: Object.fromEntries(answers),
  })
  return String(claimId)
}

/** The claim's checklist as the home shows it today. */
export async function checklistAt(home: Home, claimId: string): Promise<Checklist> {
  const read = await claimChecklist(home, claimId)
  if ('ok' in read || !read.checklist) throw new Error(`no checklist of ${claimId}: ${JSON.stringify(read)}`)
  return read.checklist
}

/** A pack with another revision, changed. */
export function revised(product: string, revision: string, change: (pack: Pack) => void = () => undefined): Pack {
  const copy = structuredClone(pack(product))
  copy.revision = revision
  change(copy)
  return copy
}

/** Proposed at one home and approved at another, by whoever these are of; returns the proposal's id. */
export async function proposeAndApprove(
  from: Home,
  by: Home,
  kind: 'product' | 'overlay',
  definition: Pack | Overlay,
): Promise<string> {
  const { proposalId } = accepted(await from.execute('pack.propose', { kind, definition }))
  accepted(await by.execute('pack.approve', { proposalId, reason: '已复核' }))
  return String(proposalId)
}
