import { isOfCustomer } from '../../core/escalation/any-run.ts'
import type { App } from '../app.ts'
import type { Screen } from '../state.ts'

/** Before a screen with a customer's details is opened: who is not their butler is written down as having looked. */
export async function noteLook({ home }: App, screen: Screen): Promise<void> {
  const { query } = home
  switch (screen.is) {
    case 'conversation':
    case 'replies':
    case 'reply':
    case 'customer': {
      const customer = await query.row('customer', screen.customerId)
      if (customer) await home.noteLooks([customer], 'customerScreen')
      return
    }
    case 'checklist':
    case 'documents':
    case 'claim':
    case 'dispute': {
      const claim = await query.row('claim', screen.claimId)
      const customer = claim && (await query.row('customer', claim.customerId))
      if (customer) await home.noteLooks([customer], 'claimScreen')
      return
    }
    case 'policy': {
      const policy = await query.row('policy', screen.policyId)
      const customer = policy && (await query.row('customer', policy.customerId))
      if (customer) await home.noteLooks([customer], 'policyScreen')
      return
    }
    case 'escalation': {
      const run = await query.run(screen.escalationId)
      const customer = run && isOfCustomer(run) && (await query.row('customer', run.customerId))
      if (customer) await home.noteLooks([customer], 'escalationScreen')
      return
    }
    default:
      return
  }
}
