import type { Row } from '../core/entities.ts'
import { languages } from '../core/language.ts'
import { newestOfEach } from '../core/newest.ts'
import { fieldOf } from '../core/reply/fill.ts'
import { type Reply, replyIdOf } from '../core/reply/file.ts'
import { type About, replyRecord } from '../core/reply/record.ts'
import type { Answers } from '../core/reply/fill.ts'
import type { ReplyRecord } from '../core/reply/variables.ts'
import { fold, loadFold } from '../store/fold.ts'
import type { Home } from './home.ts'

/** A reply in its newest version; `uses`: how often any version was used, within what this home holds. `lastAt`: epoch ms. */
export type ListedReply = { id: string; reply: Reply; uses: number; lastAt: number | null }

/**
 * The library's newest versions in which every word of the text is found, in whatever of the three languages and in either script.
 * First those with the words in title, code or tags, then those that are used most.
 */
export async function searchReplies({ query }: Pick<Home, 'query'>, text = ''): Promise<ListedReply[]> {
  await loadFold()
  const uses = new Map((await query.replyUses()).map((row) => [row.code, row]))
  const words = fold(text).split(/\s+/).filter(Boolean)
  return (await readReplies(newestOfEach(await query.all('reply'))))
    .map((reply) => ({ reply, head: headOf(reply), body: languages.map((one) => fold(reply.text[one])).join('\n') }))
    .filter(({ head, body }) => words.every((word) => head.includes(word) || body.includes(word)))
    .map(({ reply, head }) => {
      const { uses: count = 0, lastAt = null } = uses.get(reply.code) ?? {}
      const isInHead = words.every((word) => head.includes(word))
      return { id: replyIdOf(reply), reply, uses: count, lastAt, isInHead }
    })
    .sort((a, b) => Number(b.isInHead) - Number(a.isInHead) || b.uses - a.uses || (a.id < b.id ? -1 : 1))
    .map(({ isInHead: _isInHead, ...listed }) => listed)
}

function headOf({ code, tags, title }: Reply): string {
  return fold([code, ...tags, ...languages.map((one) => title[one])].join('\n'))
}

/** What a reply would be filled from now; null where the customer is not here. */
export function replyRecordIn(
  home: Home,
  about: About,
  reply: Reply | null,
  answers: Answers,
): Promise<ReplyRecord | null> {
  const { query, actor, clock } = home
  const documentsOf = async (claimId: string) => (await query.claimRecord(claimId))?.documents ?? []
  return replyRecord({ get: query.row, documentsOf }, about, { reply, answers }, { actor, now: clock.now() })
}

/** A question's answer as it was typed at the command line: numbers, a list by commas, an entry by its id, else text. */
export function typedAnswer(reply: Reply, askId: string, text: string): unknown {
  const ask = reply.asks.find(({ id }) => id === askId)
  const type = ask && fieldOf(ask)?.type
  if (type === 'int' || type === 'fen') return /^-?\d+$/.test(text) ? Number(text) : text
  return type === 'list'
    ? text
        .split(/[,，、]/)
        .map((entry) => entry.trim())
        .filter(Boolean)
    : text
}

/** A reply by its id (`waiting-period@1`), or the newest version by its code. */
export async function replyNamed(home: Pick<Home, 'query'>, name: string): Promise<Reply | undefined> {
  const rows = (await home.query.all('reply')).filter(({ id, code }) => id === name || code === name)
  const [newest] = rows.toSorted((a, b) => b.version - a.version)
  return newest && (await readReplies([newest]))[0]
}

/** One version, by its id. */
export async function replyOf({ query }: Pick<Home, 'query'>, id: string): Promise<Reply | undefined> {
  const row = await query.row('reply', id)
  return row && (await readReplies([row]))[0]
}

/** What checks them is loaded with the first of them. */
async function readReplies(rows: readonly Pick<Row<'reply'>, 'definition'>[]): Promise<Reply[]> {
  const { readReply } = await import('../core/reply/file-schema.ts')
  return rows.map(({ definition }) => readReply(definition))
}
