import { endpointId, isLeader, operatorId } from '../core/staff/roles.ts'
import { readFileSync } from 'node:fs'
import type { Home } from '../app/home.ts'
import { tailOfEndpoint } from '../app/tail/from-endpoint.ts'
import type { TailSource } from '../app/tail/source.ts'
import { w } from '../core/language.ts'
import { refuse } from '../core/refusal.ts'
import { asksForCases, type TailFilter } from '../core/tail/filter.ts'
import type { Session } from './session.ts'
import { type Following, followTail } from './tail-follow.ts'

export type Tailing = TailFilter & {
  lines?: number
  follow: boolean
  since?: (now: number) => number
  afterCursor?: string
  cursorFile?: string
  untilMatch?: RegExp
  timeout?: number
  color?: 'auto' | 'always' | 'never'
  buffer: number
  endpoint?: string
  tokenFile?: string
  ca?: string
}

export async function tailEvents(given: Session, tailing: Tailing): Promise<number> {
  const { color = 'auto' } = tailing
  const session = { ...given, hasColor: color === 'auto' ? given.hasColor : color === 'always' }
  const isWhole = (tailing.endpoint === undefined) === (tailing.tokenFile === undefined)
  const url = tailing.endpoint === undefined ? null : URL.parse(tailing.endpoint)
  if (tailing.endpoint !== undefined && !/^https?:$/.test(url?.protocol ?? '')) {
    session.tell(
      w(
        `butler: ${tailing.endpoint}: expected http://HOST:PORT or https://HOST`,
        `butler：${tailing.endpoint}：应为 http://主机:端口 或 https://主机`,
        `butler：${tailing.endpoint}：應為 http://主機:連接埠 或 https://主機`,
      ),
    )
    return 2
  }
  if (!isWhole) {
    session.tell(
      w(
        'butler: --endpoint URL and --token-file FILE go together',
        'butler：--endpoint URL 与 --token-file FILE 须一起使用',
        'butler：--endpoint URL 與 --token-file FILE 須一起使用',
      ),
    )
    return 2
  }
  if (url === null || tailing.tokenFile === undefined)
    return session.withHome((home) => tailHome(session, home, tailing))
  const token = readFileSync(tailing.tokenFile, 'utf8').trim()
  const ca = tailing.ca === undefined ? null : readFileSync(tailing.ca, 'utf8')
  const source = tailOfEndpoint({ url: url.origin, ca, token: () => token }, filterOf(tailing))
  try {
    return await followTail(session, source, followingOf(tailing, Date.now))
  } catch (fault) {
    return sayFault(session, fault, url.origin)
  }
}

/** Without a home nothing is kept here, and nobody has joined: what is wrong is said of the address or of the token. */
async function sayFault(session: Session, fault: unknown, endpoint: string): Promise<number> {
  const { Problem, problemTypes, Unreachable, Unsafe } = await import('../app/network.ts')
  if (fault instanceof Unreachable && !(fault instanceof Unsafe)) {
    const { noEndpointWords } = await import('../app/language/network-faults.ts')
    session.tell(`butler: ${session.word(noEndpointWords(endpoint))}`)
    return 1
  }
  if (!(fault instanceof Problem) || fault.type !== problemTypes.unauthorized) throw fault
  session.tell(
    w(
      'butler: the endpoint does not know this token, or no longer: ask for a new one (butler staff token)',
      'butler：端点不认识或已停用这个令牌：请索取新的（butler staff token）',
      'butler：端點不認識或已停用這個權杖：請索取新的（butler staff token）',
    ),
  )
  return 4
}

/** What a desk does not hold of cases it asks its endpoint for; all else it knows itself, and without a network. */
async function tailHome(session: Session, home: Home, tailing: Tailing): Promise<number> {
  if (!mayTail(home)) {
    const { answerRefusal } = await import('./give.ts')
    return answerRefusal(session, refuse('not-allowed', { command: 'tail', role: home.actor.role }), home)
  }
  const filter = filterOf(tailing)
  const unknown = await unknownStaff(home, filter.butler)
  if (unknown !== undefined) {
    session.tell(
      w(
        `butler: nobody on the staff has the id ${unknown}: butler staff list`,
        `butler：没有编号为 ${unknown} 的人员：butler staff list`,
        `butler：沒有編號為 ${unknown} 的人員：butler staff list`,
      ),
    )
    return 2
  }
  if (filter.customer) filter.customer = await customerIds(home, filter.customer)
  const isElsewhere = home.kind === 'desk' && asksForCases(filter)
  if (home.kind === 'desk' && !isElsewhere) await freshen(session, home, tailing.follow)
  const source = isElsewhere ? await tailOfDesk(home, filter) : await ofHome(home, filter)
  if (home.kind === 'desk' && !isElsewhere && tailing.follow) home.sync.follow()
  return followTail(session, source, followingOf(tailing, home.clock.now))
}

/** The first of the ids that is nobody's: its lines would never come. */
async function unknownStaff({ query }: Home, ids: TailFilter['butler']): Promise<string | undefined> {
  for (const id of ids ?? []) if (id !== operatorId && id !== endpointId && !(await query.row('staff', id))) return id
  return undefined
}

async function ofHome(home: Home, filter: TailFilter): Promise<TailSource> {
  const { tailOfHome } = await import('../app/tail/from-home.ts')
  return tailOfHome(home, filter)
}

async function tailOfDesk(home: Home, filter: TailFilter): Promise<TailSource> {
  const { caIn, readTokens } = await import('../app/credentials.ts')
  const token = () => readTokens(home.folder).access
  const renew = async () => {
    const before = token()
    await home.sync.once()
    return token() !== before
  }
  return tailOfEndpoint({ url: home.endpoint ?? '', ca: caIn(home.folder), token, renew }, filter)
}

function filterOf({ queue, butler, kind, priority, breach, customer }: Tailing): TailFilter {
  return { queue, butler, kind, priority, breach, customer }
}

function followingOf(tailing: Tailing, now: () => number): Following {
  const { lines, since, afterCursor, cursorFile, follow, untilMatch, timeout, buffer } = tailing
  const isFromStart = lines === undefined && since === undefined
  return {
    begin: (kept) => {
      const cursor = afterCursor ?? kept
      if (cursor !== undefined) return { cursor }
      return { lines: isFromStart ? 20 : lines, since: since?.(now()) }
    },
    ...{ isFollowing: follow, untilMatch, timeoutMs: timeout, buffer, cursorFile, now },
  }
}

async function customerIds(home: Home, asked: readonly string[]): Promise<string[]> {
  const { customerNamed } = await import('./customers.ts')
  return Promise.all(asked.map(async (one) => (await customerNamed(home, one))?.id ?? one))
}

/** Whoever holds the authority's folder, and the desks that are told everybody's work. */
function mayTail(home: Home): boolean {
  return home.kind === 'authority' || isLeader(home.actor.role)
}

/** A desk knows what it has synced: it syncs here first, where no other process does. */
async function freshen(session: Session, home: Home, isFollowing: boolean): Promise<void> {
  const { Unreachable } = await import('../app/network.ts')
  try {
    const { is } = await home.sync.state()
    if (is === 'new' || !isFollowing) await home.sync.once()
  } catch (fault) {
    if (!(fault instanceof Unreachable)) throw fault
    session.tell(w('-- offline: what is known here --', '-- 离线：仅显示本机已有的 --', '-- 離線：僅顯示本機已有的 --'))
  }
}
