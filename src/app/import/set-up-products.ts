import type { Home } from '../home.ts'
import type { GiveRules } from './import-products.ts'

/** Gives what sets a product or an overlay up in an authority, without a second person: see core/product/commands.ts for when. */
export function setUp(home: Pick<Home, 'execute'>): GiveRules {
  return ({ kind, definition }, { dryRun: isDryRun }) =>
    kind === 'product'
      ? home.execute('product.install', { pack: definition }, { isDryRun })
      : home.execute('overlay.install', { definition }, { isDryRun })
}
