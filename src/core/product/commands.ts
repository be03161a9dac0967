import { z } from 'zod'
import { command } from '../command.ts'
import { done, refuse } from '../refusal.ts'
import { checkPack, packSchema } from './pack.ts'

/** Installs a product's pack, or a newer revision of it. `sha256` is the digest of the pack's canonical JSON. */
export const installProduct = command({
  name: 'product.install',
  roles: ['service', 'supervisor', 'manager'],
  offline: 'onlineOnly',
  args: z.object({ pack: z.json(), sha256: z.string().length(64) }),
  async run({ args, tx }) {
    const parsed = packSchema.safeParse(args.pack)
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => ({ path, message }))
      return refuse('product.bad-pack', { problems })
    }
    const problems = checkPack(parsed.data)
    if (problems.length > 0) return refuse('product.bad-pack', { problems })
    const pack = parsed.data
    const before = await tx.get('product', pack.product)
    const isNew = before?.sha256 !== args.sha256
    const name = pack.name['zh-Hans']
    const row = { id: pack.product, name, insurer: pack.insurer.name['zh-Hans'], revision: pack.revision }
    if (isNew) await tx.put('product', { ...row, sha256: args.sha256, pack })
    return done({ productCode: pack.product, revision: pack.revision, isNew })
  },
})
