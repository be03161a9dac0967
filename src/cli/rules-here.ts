import type { CivilDate } from '../core/civil-date.ts'
import type { Rules, RulesInForce } from '../core/product/rules.ts'
import type { Session } from './session.ts'

/** The rules of the home that was asked for; null where there is no home. */
export async function homeRules(session: Session): Promise<Rules | null> {
  const { isHome } = await import('../app/home.ts')
  if (!(await isHome(session.folder))) return null
  const { rulesOf } = await import('../app/packs.ts')
  return session.withHome(rulesOf)
}

/** The rules of the home, else those that the program is shipped with: for verbs that need no home. */
export async function homeOrShippedRules(session: Session): Promise<Rules> {
  const { shippedRules } = await import('../app/packs.ts')
  return (await homeRules(session)) ?? shippedRules()
}

/**
 * Looks the rules of a product up as they were known on a day. A product that is installed in the home is judged by the home's
 * revisions and overlays alone, any other, or without a home, by what is shipped; undefined when nobody has it.
 */
export async function rulesHere(
  session: Session,
): Promise<(product: string, asOf: CivilDate) => Promise<RulesInForce | undefined>> {
  const { rulesAsOf } = await import('../core/product/rules.ts')
  const own = await homeRules(session)
  let shipped: Promise<Rules> | null = null
  return async (product, asOf) => {
    const inHome = own && rulesAsOf(own, product, asOf)
    if (inHome) return inHome
    shipped ??= import('../app/packs.ts').then(({ shippedRules }) => shippedRules())
    return rulesAsOf(await shipped, product, asOf)
  }
}
