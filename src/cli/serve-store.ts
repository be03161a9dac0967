import { w } from '../core/language.ts'
import type { Session } from './session.ts'

/**
 * Before a home is served: makes it one whose data is in the PostgreSQL database that was asked for. Without one asked for, a
 * home stays what it is.
 */
export async function settleStore(session: Session, asked: string | undefined): Promise<void> {
  const { askedStore, settleOnPostgres } = await import('../app/settle-store.ts')
  const { storeIn } = await import('../app/home-store.ts')
  const { folder } = session
  if (asked === undefined && storeIn(folder)) return
  const address = askedStore(asked)
  if (!address) return
  const settled = await settleOnPostgres(folder, address)
  if (settled === 'there') return
  if (settled === 'joined')
    return session.tell(
      w(
        `${folder} is one more home of the team in this database.`,
        `${folder} 已连到此数据库中的团队数据。`,
        `${folder} 已連到此資料庫中的團隊資料。`,
      ),
    )
  await session.withHome(async (home) => (await import('../app/seed.ts')).seedFlows(home, session.language))
  session.tell(
    w(
      `Made a team’s home in this database; ${folder} names it.`,
      `已在此数据库新建团队数据，由 ${folder} 指明。`,
      `已在此資料庫新建團隊資料，由 ${folder} 指明。`,
    ),
  )
}
