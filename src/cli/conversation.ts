import type { Talk } from '../app/conversations.ts'
import type { Home } from '../app/home.ts'
import type { Present } from '../app/presence.ts'
import { duration, labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import { staffNames } from './customers.ts'
import { answerNotFound, give } from './give.ts'
import { printFacts, printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, verbsIn, type Written } from './verb.ts'

export function declareConversation(program: Command, cli: Cli): void {
  const conversation = declare(program, 'conversation', w('the conversations of the day', '今日对话', '今日對話'), cli)
  const { reads, writes, say } = verbsIn(conversation, cli)
  reads(
    'list',
    'who waits for an answer, in the order of the queue, then who was answered today; butler message answers',
    '等待回复的在前（按队列次序），今天已回复的在后；用 butler message 回复',
    '等待回覆的在前（依佇列次序），今天已回覆的在後；用 butler message 回覆',
  )
    .option('--waiting', say('only those in which somebody waits', '只列等待回复的', '只列等待回覆的'))
    .option('--tag <TAG>', say('only those with this tag', '只列带此标签的', '只列帶此標籤的'))
    .action(cli.verb(list))
  reads(
    'show <id>',
    'one conversation whole, with the replies that suit',
    '对话全文，附可用话术',
    '對話全文，附可用話術',
  ).action(cli.verb(show))
  writes('tag <id> <tags...>', 'put tags on it', '加上标签', '加上標籤').action(cli.verb(tag))
  writes('untag <id> <tags...>', 'take tags off it', '去掉标签', '去掉標籤').action(cli.verb(untag))
}

function list(session: Session, { waiting = false, tag: wanted }: { waiting?: boolean; tag?: string }): Promise<void> {
  return session.withHome(async (home) => {
    const { talksOfDay } = await import('../app/conversations.ts')
    const now = home.clock.now()
    const talks = (await talksOfDay(home)).filter(
      ({ waitingSince, conversation: { tags } }) =>
        (!waiting || waitingSince !== null) && (wanted === undefined || tags.includes(wanted)),
    )
    const others = await othersAt(home)
    const nameOf = await staffNames(home)
    const isWriting = ({ doing }: Present) => doing === 'writing'
    const whoElse = ({ conversation: { customerId } }: Talk) =>
      (others?.get(customerId) ?? []).map((one) => nameOf(one.staffId) + (isWriting(one) ? writing : '')).join(' ')
    const writing = session.word(w(' (writing)', '（书写中）', '（書寫中）'))
    const wait = ({ waitingSince }: Talk) =>
      waitingSince === null ? '' : duration(Math.max(0, now - waitingSince), session.language)
    printRows(
      session,
      talks,
      [
        { title: w('Waits', '等待', '等待'), text: wait },
        { title: w('Customer', '客户', '客戶'), text: ({ customerName }) => customerName },
        {
          title: w('Channel', '渠道', '管道'),
          text: ({ conversation }) => session.word(labels.channel[conversation.channel]),
        },
        { title: w('Tags', '标签', '標籤'), text: ({ conversation }) => conversation.tags.join(' ') },
        {
          title: w('First unanswered', '首条未回复', '首則未回覆'),
          text: ({ unanswered, last }) => (unanswered ?? last)?.text ?? '',
          isFlexible: true,
        },
        ...(others && others.size > 0 ? [{ title: w('Also here', '同事在看', '同事在看'), text: whoElse }] : []),
        { title: w('Case', '事项', '事項'), text: ({ queued }) => queued?.case.id ?? '' },
        { title: w('Id', '编号', '編號'), text: ({ id }) => id },
      ],
      (talk) => ({ ...toJson(talk), others: others && (others.get(talk.conversation.customerId) ?? []) }),
    )
    if (talks.length === 0) session.tell(w('Nobody waits here.', '没有人在等。', '沒有人在等。'))
  })
}

/** Who else is at which customer now; null where nobody can be heard of. */
async function othersAt(home: Home): Promise<ReadonlyMap<string, readonly Present[]> | null> {
  const { Problem, Unreachable } = await import('../app/network.ts')
  try {
    const others = await home.sayWhere(undefined)
    return others && Map.groupBy(others, ({ customerId }) => customerId)
  } catch (fault) {
    if (fault instanceof Unreachable || fault instanceof Problem) return null
    throw fault
  }
}

function toJson({ conversation, customerName, queued, unanswered, waitingSince, last }: Talk) {
  const { case: item, band = null, takenBy = null } = queued ?? { case: null }
  return { ...conversation, customerName, waitingSince, unanswered, last, caseId: item?.id ?? null, band, takenBy }
}

function show(session: Session, id: string): Promise<number> {
  return session.withHome(async (home) => {
    const { talkDesk } = await import('../app/talk-desk.ts')
    const desk = await talkDesk(home, id)
    if (!desk) return answerNotFound(session, 'conversation', id)
    const { talk, messages, suggested, language } = desk
    const { conversation } = talk
    await home.noteLooks([desk.customer.customer], 'customerShow')
    const nameOf = await staffNames(home)
    const replies = suggested.map((one) => ({ id: one.id, title: one.reply.title }))
    printFacts(
      session,
      [
        [w('Customer', '客户', '客戶'), talk.customerName],
        [w('Channel', '渠道', '管道'), session.word(labels.channel[conversation.channel])],
        [w('Waits since', '等待自', '等待自'), talk.waitingSince === null ? null : momentText(talk.waitingSince)],
        [w('Tags', '标签', '標籤'), conversation.tags.join(' ')],
        [w('Case', '事项', '事項'), talk.queued?.case.id ?? null],
        [w('Id', '编号', '編號'), conversation.id],
      ],
      { ...toJson(talk), language, messages, suggested: replies },
    )
    if (session.isJson) return 0
    printHeading(session, w('Messages', '消息', '訊息'))
    printRows(session, messages, [
      { title: w('When', '时间', '時間'), text: ({ at }) => momentText(at) },
      {
        title: w('Who', '谁', '誰'),
        text: ({ direction, authorId }) =>
          direction === 'in' ? session.word(w('customer', '客户', '客戶')) : authorId ? nameOf(authorId) : '',
      },
      { title: w('By', '方式', '方式'), text: ({ channel }) => (channel ? session.word(labels.channel[channel]) : '') },
      { title: w('Words', '内容', '內容'), text: ({ text }) => text, isFlexible: true },
    ])
    if (replies.length > 0) printHeading(session, w('Replies that suit', '可用话术', '可用話術'))
    printRows(session, replies, [
      { title: w('Reply', '话术', '話術'), text: ({ id: replyId }) => replyId },
      { title: w('Title', '标题', '標題'), text: ({ title }) => session.word(title), isFlexible: true },
    ])
    return 0
  })
}

function tag(session: Session, conversationId: string, tags: string[], { dryRun }: Written): Promise<number> {
  return session.withHome((home) => give(session, home, 'conversation.tag', { conversationId, add: tags }, { dryRun }))
}

function untag(session: Session, conversationId: string, tags: string[], { dryRun }: Written): Promise<number> {
  return session.withHome((home) =>
    give(session, home, 'conversation.tag', { conversationId, remove: tags }, { dryRun }),
  )
}
