import { z } from 'zod'
import { command } from '../command.ts'
import { done, refuse } from '../refusal.ts'
import { admit, install } from './admission.ts'

/**
 * Sets a product up the first time; the same contents again change nothing. Another revision of a product that is there goes by
 * proposal (`pack.propose`), because it changes judgements.
 */
export const installProduct = command({
  name: 'product.install',
  roles: ['service', 'supervisor', 'manager'],
  offline: 'onlineOnly',
  args: () => z.object({ pack: z.json() }),
  async run({ args, ...desk }) {
    const admitted = await admit('product', args.pack, desk)
    if ('ok' in admitted) {
      const { subject, installed } = admitted.data
      if (admitted.code === 'pack.not-newer') return refuse('product.needs-approval', { subject, installed })
      if (admitted.code !== 'pack.unchanged') return admitted
      const product = await desk.tx.get('product', String(subject))
      return done({ productCode: subject, revision: product?.revision, isNew: false })
    }
    if (admitted.kind !== 'product') throw new Error('a pack was admitted as something else')
    const { pack, before } = admitted
    if (before) return refuse('product.needs-approval', { subject: pack.product, installed: before.revision })
    await install(admitted, desk)
    return done({ productCode: pack.product, revision: pack.revision, isNew: true })
  },
})

/**
 * Sets an overlay up with a new authority. Only while there is no claim: then no judgement can change by it, and there is nothing
 * for a second person to look at. From the first claim on every overlay goes by proposal.
 */
export const installOverlay = command({
  name: 'overlay.install',
  roles: ['service'],
  offline: 'onlineOnly',
  args: () => z.object({ definition: z.json() }),
  async run({ args, ...desk }) {
    const admitted = await admit('overlay', args.definition, desk)
    if ('ok' in admitted) {
      if (admitted.code !== 'pack.unchanged') return admitted
      return done({ overlayId: admitted.data['subject'], isNew: false })
    }
    if (admitted.kind !== 'overlay') throw new Error('an overlay was admitted as something else')
    const { id } = admitted.overlay
    if ((await desk.tx.find('claim', {})).length > 0)
      return refuse('product.needs-approval', { subject: id, installed: null })
    await install(admitted, desk)
    return done({ overlayId: id, isNew: true })
  },
})
