import type { Home } from '../app/home.ts'
import { replyOf, replyRecordIn, searchReplies } from '../app/reply-library.ts'
import { searchResources } from '../app/resources.ts'
import { writtenLanguage } from '../core/conversation/written-language.ts'
import { labels } from '../app/language/labels.ts'
import { w } from '../core/language.ts'
import type { RepliesData, ReplyData, ScreenOf } from './state.ts'

/** The replies that the filter leaves, and what the chosen one would be filled from. */
export async function repliesData(home: Home, screen: ScreenOf<'replies'>): Promise<RepliesData> {
  const { customerId, claimId } = screen
  const timeline = (await home.query.customer(customerId))?.timeline ?? []
  const said = timeline.flatMap((one) =>
    one.is === 'message' && one.message.direction === 'in' ? [one.message.text] : [],
  )
  return {
    found: await searchReplies(home, screen.text),
    record: await replyRecordIn(home, { customerId, claimId, policyId: null }, null, {}),
    customerLanguage: writtenLanguage(said.slice(0, 10)),
  }
}

/** A reply with all that it can be filled from; undefined when it or the customer is not here. */
export async function replyData(home: Home, screen: ScreenOf<'reply'>): Promise<ReplyData | undefined> {
  const { customerId, claimId, policyId, answers } = screen
  const reply = await replyOf(home, screen.replyId)
  const whole = await home.query.customer(customerId)
  if (!reply || !whole) return undefined
  const record = await replyRecordIn(home, { customerId, claimId, policyId }, reply, answers)
  if (!record) return undefined
  const numbers = new Map(whole.policies.map(({ id, number }) => [id, number]))
  const claims = whole.claims.map(({ id, policyId: on, state }) => {
    const number = numbers.get(on) ?? on
    const label = labels.claimState[state]
    return { id, title: w(`${number} ${label.en}`, `${number} ${label['zh-Hans']}`, `${number} ${label['zh-Hant']}`) }
  })
  return { reply, record, policies: whole.policies, claims, resources: await searchResources(home) }
}
