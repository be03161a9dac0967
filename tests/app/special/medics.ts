import type { Home } from '../../../src/app/home.ts'
import { claimChecklist, signatureOf } from '../../../src/app/claim-checklist.ts'
import { seedFlows } from '../../../src/app/seed.ts'
import { asked, budgeted, confirmed, decidable, drafted } from '../../core/special/approved.ts'
import { claim } from '../../core/judgement/fixture.ts'
import { accepted, makeWorld, type World } from '../../world.ts'
import { pack } from '../../core/judgement/fixture.ts'

/** Two butlers, an expert, two supervisors and a manager, with the gift policy for medics and the shipped flows. */
export async function makeTeam(): Promise<World> {
  const world = await makeWorld()
  await world.give('product.install', { pack: pack('MEDIC-GIFT') })
  await seedFlows(world.authority, 'en')
  await world.addTeam({
    ...{ b1: 'butler', b2: 'butler', x1: 'expert' },
    s1: 'supervisor',
    s2: 'supervisor',
    m1: 'manager',
  })
  return world
}

const cover = { effectiveOn: '2020-01-31', expiresOn: '2020-03-30', issuedOn: '2020-01-30' }

/** So many doctors in a butler's book, each with the gift policy; the ids of the policies. */
export async function addMedics(world: World, owner: string, count: number): Promise<string[]> {
  const numbers = Array.from({ length: count }, (_, at) => `${owner}-M${at + 1}`)
  await world.give('import.rows', {
    ...{ kind: 'customers', source: 'medics', number: 0 },
    rows: numbers.map((externalId) => ({ externalId, name: `示例医生${externalId}`, owner })),
  })
  await world.give('import.rows', {
    ...{ kind: 'policies', source: 'medics', number: 0 },
    rows: numbers.map((number) => ({
      ...{ externalId: number, customer: number, number, productCode: 'MEDIC-GIFT', premiumFen: 0, ...cover },
    })),
  })
  return numbers.map((number) => `p.${number}`)
}

/** A claim in the experts' hands: the doctor was diagnosed a day before the cover began, unless another day is said. */
export async function openClaim(desk: Home, policyId: string, facts: Record<string, unknown> = {}): Promise<string> {
  const known = Object.entries(claim('T25').facts).filter(([key]) => !/^(policy|claim)\./.test(key))
  const opened = await desk.execute('claim.open', {
    ...{ policyId, title: '确诊', role: 'expert' },
    facts: { ...Object.fromEntries(known), 'event.diagnosed_on': '2020-01-30', ...facts },
  })
  return String(accepted(opened)['claimId'])
}

/** Signs what the checklist says; returns its verdict. */
export async function sign(desk: Home, claimId: string): Promise<string> {
  const read = await claimChecklist(desk, claimId)
  if ('ok' in read || !read.checklist) throw new Error(`no checklist of ${claimId}`)
  accepted(await desk.execute('claim.judge', signatureOf(read, read.checklist)))
  return read.checklist.judgement.verdict
}

type People = { butler: Home; expert: Home; supervisor: Home; manager: Home }

/** A special case on a claim from its draft to the last yes, each step on the desk of whoever does it; its id. */
export async function approveSpecialCase({ butler, expert, supervisor, manager }: People, claimId: string) {
  const run = await beginSpecialCase(butler, claimId)
  await butler.sync.once()
  await moveOn(expert, run, confirmed, 'escalation.step', 'confirm')
  await moveOn(supervisor, run, decidable, 'escalation.approve', 'approve')
  await moveOn(manager, run, budgeted, 'escalation.approve', 'budget')
  return run
}

/** Drafts one and hands it to the experts. */
export async function beginSpecialCase(desk: Home, claimId: string): Promise<string> {
  const claim = await desk.query.row('claim', claimId)
  const fields = { ...asked, ...drafted }
  const about = { flowId: 'E2@2', customerId: claim?.customerId, caseId: null, claimId, fields }
  const run = String(accepted(await desk.execute('escalation.start', about))['escalationId'])
  accepted(await desk.execute('escalation.step', { escalationId: run, stepId: 'draft', note: null }))
  return run
}

/** Fills the fields of a step on somebody's desk and finishes or approves it. */
export async function moveOn(desk: Home, run: string, fields: object, command: string, stepId: string) {
  await desk.sync.once()
  for (const [field, value] of Object.entries(fields))
    accepted(await desk.execute('escalation.fill', { escalationId: run, field, value }))
  await desk.sync.once()
  const how = command === 'escalation.step' ? { note: null } : { reason: '情况属实' }
  accepted(await desk.execute(command, { escalationId: run, stepId, ...how }))
  await desk.sync.once()
}
