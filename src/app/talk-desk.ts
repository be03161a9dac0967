import { writtenLanguage } from '../core/conversation/written-language.ts'
import type { Row } from '../core/entities.ts'
import type { Language } from '../core/language.ts'
import { replyText } from '../core/reply/fill.ts'
import { fold, loadFold } from '../store/fold.ts'
import { type Talk, talksOfDay } from './conversations.ts'
import { type CustomerDesk, customerDesk } from './customer-standing.ts'
import type { Home } from './home.ts'
import { type ListedReply, replyRecordIn, searchReplies } from './reply-library.ts'

/** One conversation with all that is needed to answer it. `language`: in which the customer writes, null where their words do not tell. */
export type TalkDesk = {
  talk: Talk
  messages: readonly Row<'message'>[]
  customer: CustomerDesk
  /** Replies that are complete as they stand, those first that have most in common with what the customer wrote. */
  suggested: readonly ListedReply[]
  language: Language | null
}

type Reading = Pick<Home, 'query' | 'clock' | 'actor' | 'staff'>

/** A conversation by its id, of today or of any day. */
export async function talkDesk(home: Home, conversationId: string, known?: Talk): Promise<TalkDesk | undefined> {
  const { query } = home
  const talk = known ?? (await talkById(home, conversationId))
  const customer = talk && (await customerDesk(home, talk.conversation.customerId))
  if (!talk || !customer) return undefined
  const messages = await query.messages(conversationId)
  const theirs = messages.filter(({ direction }) => direction === 'in').map(({ text }) => text)
  const language = writtenLanguage(theirs.slice(-10))
  const open = messages.slice(messages.findLastIndex(({ direction }) => direction === 'out') + 1)
  const asked = open.length > 0 ? open.map(({ text }) => text).join('\n') : ''
  const suggested = await suggestedReplies(home, talk, asked, language ?? 'zh-Hans')
  return { talk, messages, customer, suggested, language }
}

async function talkById(home: Reading, conversationId: string): Promise<Talk | undefined> {
  const ofDay = (await talksOfDay(home)).find(({ id }) => id === conversationId)
  if (ofDay) return ofDay
  const conversation = await home.query.row('conversation', conversationId)
  const customer = conversation && (await home.query.row('customer', conversation.customerId))
  if (!conversation || !customer) return undefined
  const [item] = (await home.query.openCasesOf(home.clock.now())).filter((one) => one.conversationId === conversationId)
  const queued = item ? { case: item, band: 5 as const, reasons: [], takenBy: null } : null
  const waitingSince = item?.waitingSince ?? null
  return {
    id: conversationId,
    conversation,
    customerName: customer.name,
    queued,
    waitingSince,
    unanswered: null,
    last: null,
  }
}

const mostSuggested = 6
/** As two pairs that stand in no other reply: one alone is chance. */
const leastScore = 2

/**
 * Replies that can go out as they are, by how much of what the customer wrote they have in them: what stands in few replies tells more
 * than what stands in all. A person chooses.
 */
async function suggestedReplies(home: Home, talk: Talk, asked: string, language: Language): Promise<ListedReply[]> {
  await loadFold()
  const about = { customerId: talk.conversation.customerId, claimId: talk.queued?.case.claimId ?? null, policyId: null }
  const record = await replyRecordIn(home, about, null, {})
  if (!record) return []
  const replies = (await searchReplies(home)).map((listed) => {
    const { title, tags, text } = listed.reply
    return { listed, pairs: pairsOf([...Object.values(title), ...tags, text[language]].join('\n')) }
  })
  const wanted = pairsOf(asked)
  const spread = new Map([...wanted].map((pair) => [pair, replies.filter(({ pairs }) => pairs.has(pair)).length]))
  const score = (pairs: ReadonlySet<string>) =>
    [...wanted].reduce((sum, pair) => sum + (pairs.has(pair) ? 1 / (spread.get(pair) ?? 1) : 0), 0)
  return (
    replies
      .filter(({ listed: { reply } }) => 'text' in replyText(reply, record, {}, language))
      .map(({ listed, pairs }) => ({ listed, score: score(pairs) }))
      // What has nothing to do with the question is not pressed on anybody: a condolence would be among it.
      .filter(({ listed: { uses }, score: has }) => has >= leastScore || uses > 0)
      .sort((a, b) => b.score - a.score || b.listed.uses - a.listed.uses || (a.listed.id < b.listed.id ? -1 : 1))
      .slice(0, mostSuggested)
      .map(({ listed }) => listed)
  )
}

/** Every two neighbouring characters of the words of a text: Han has no blanks between words. */
function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (const word of fold(text).split(/[^\p{L}\p{N}]+/u)) {
    const signs = [...word]
    for (let at = 0; at + 1 < signs.length; at++) pairs.add(`${signs[at]}${signs[at + 1]}`)
  }
  return pairs
}
