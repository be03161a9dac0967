import type { Reader } from './store.ts'

/** How often a reply's code has been used by what is held here, and when last (epoch ms). */
export type ReplyUses = { code: string; uses: number; lastAt: number }

export async function replyUses(reader: Reader): Promise<ReplyUses[]> {
  const rows = await reader
    .selectFrom('replyUse')
    .select((of) => ['code', of.fn.countAll().as('uses'), of.fn.max('at').as('lastAt')])
    .groupBy('code')
    .orderBy('code')
    .execute()
  return rows.map(({ code, uses, lastAt }) => ({ code, uses: Number(uses), lastAt: Number(lastAt) }))
}
