import type { BookTold } from '../app/book-told.ts'
import type { FirstContact, Orphan } from '../app/books.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import { staffNames } from './customers.ts'
import { declareReassign } from './book-reassign.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, verbsIn } from './verb.ts'

export function declareBook(program: Command, cli: Cli): void {
  const group = declare(program, 'book', w('the customers of one butler', '管家名册', '管家名冊'), cli)
  const { reads, say } = verbsIn(group, cli)
  declareReassign(group, cli)
  reads(
    'orphans',
    'customers whom nobody looks after: their butler is gone, is away with nobody standing in, or has not said a word in time',
    '列出无人照看的客户：管家已停用、离岗且无人顶班、移交后未按时首次联系',
    '列出無人照看的客戶：管家已停用、離班且無人代班、移交後未按時首次聯絡',
  ).action(cli.verb(listOrphans))
  reads(
    'contacts',
    'first contact with customers who came from another book: by when, and the proof',
    '移交客户的首次联系：期限与凭据',
    '移交客戶的首次聯絡：期限與憑據',
  )
    .option('--butler <ID>', say('of one butler', '只看一位管家', '只看一位管家'))
    .option('--open', say('without those who were contacted', '只看尚未联系的', '只看尚未聯絡的'))
    .action(cli.verb(listContacts))
}

const whyWords: Record<Orphan['why'], ReturnType<typeof w>> = {
  ownerGone: w('no active butler', '管家已停用', '管家已停用'),
  uncovered: w('butler away, nobody stands in', '管家离岗，无人顶班', '管家離班，無人代班'),
  notContacted: w('no first contact in time', '逾期未首次联系', '逾期未首次聯絡'),
}

function listOrphans(session: Session): Promise<void> {
  return session.withHome(async (home) => {
    const { orphansTold } = await import('../app/book-told.ts')
    const told = await orphansTold(home)
    const { found } = told
    const nameOf = await staffNames(home)
    printRows(session, found, [
      { title: w('Customer', '客户', '客戶'), text: ({ customerName }) => customerName, isFlexible: true },
      { title: w('Butler', '管家', '管家'), text: ({ ownerId }) => nameOf(ownerId) },
      { title: w('Why', '原因', '原因'), text: ({ why }) => session.word(whyWords[why]) },
      { title: w('Since', '起于', '起於'), text: ({ since }) => (since === null ? '' : momentText(since)) },
      { title: w('Id', '编号', '編號'), text: ({ customerId }) => customerId },
    ])
    tellRest(session, told)
    if (found.length === 0)
      session.tell(w('Every customer is looked after.', '每位客户都有人照看。', '每位客戶都有人照看。'))
  })
}

const standingWords: Record<FirstContact['standing'], ReturnType<typeof w>> = {
  met: w('contacted', '已联系', '已聯絡'),
  metLate: w('contacted late', '逾期后联系', '逾期後聯絡'),
  waiting: w('to be contacted', '待联系', '待聯絡'),
  late: w('late', '已逾期', '已逾期'),
}

function listContacts(session: Session, { butler, open }: { butler?: string; open?: boolean }): Promise<void> {
  return session.withHome(async (home) => {
    const { contactsTold } = await import('../app/book-told.ts')
    const told = await contactsTold(home, butler)
    const found = open ? told.found.filter(({ proof }) => proof === null) : told.found
    const nameOf = await staffNames(home)
    printRows(session, found, [
      { title: w('By', '期限', '期限'), text: ({ contactBy }) => momentText(contactBy) },
      { title: w('State', '状态', '狀態'), text: ({ standing }) => session.word(standingWords[standing]) },
      { title: w('Customer', '客户', '客戶'), text: ({ customerName }) => customerName, isFlexible: true },
      { title: w('From', '原管家', '原管家'), text: ({ fromId }) => nameOf(fromId) },
      { title: w('To', '现管家', '現管家'), text: ({ ownerId }) => nameOf(ownerId) },
      { title: w('Moved', '移交', '移交'), text: ({ movedAt }) => momentText(movedAt) },
      { title: w('Proof', '凭据', '憑據'), text: ({ proof }) => (proof ? `${momentText(proof.at)} ${proof.id}` : '') },
    ])
    tellRest(session, told)
    if (found.length === 0) session.tell(w('Nobody to contact.', '没有待首次联系的客户。', '沒有待首次聯絡的客戶。'))
  })
}

/** What a desk that leads the team was not told. */
function tellRest(session: Session, { total, isCut, isPart }: BookTold<unknown>): void {
  if (isPart)
    session.tell(
      w(
        'The endpoint cannot be reached: only of what this desk holds.',
        '无法连接服务端：仅为本机所有的部分。',
        '無法連線服務端：僅為本機所有的部分。',
      ),
    )
  else if (isCut)
    session.tell(
      w(
        `The first of ${total}; the authority’s home lists all.`,
        `共 ${total} 条，仅列前面部分；在服务端主机上可列出全部。`,
        `共 ${total} 條，僅列前面部分；在服務端主機上可列出全部。`,
      ),
    )
}
