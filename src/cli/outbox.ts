import { commandWords } from '../app/language/events.ts'
import { momentText } from '../app/language/reasons.ts'
import { prospectWords, stateWords } from '../app/outbox-words.ts'
import { grouped } from '../core/outbox/groups.ts'
import { w } from '../core/language.ts'
import { customerNames, staffNames } from './customers.ts'
import { collectNumbers, wholeNumber } from './input.ts'
import { discard, hand, retry, undo } from './outbox-act.ts'
import { entryJson, type Listed, whyWords } from './outbox-entry.ts'
import { show } from './outbox-show.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, declare, verbsIn } from './verb.ts'

const asked = ['waiting', 'refused', 'all'] as const

export function declareOutbox(program: Command, cli: Cli): void {
  const about = w('what waits to be sent, and what was refused', '待发送与被拒绝的操作', '待送出與被拒絕的操作')
  const outbox = declare(program, 'outbox', about, cli)
  const { reads, writes, say } = verbsIn(outbox, cli)
  const seq = say('number of the command', '操作的序号', '操作的序號')
  reads('list', 'waiting and refused commands', '列出待发送与被拒绝的操作', '列出待送出與被拒絕的操作')
    .addOption(choice('--state <STATE>', say('only these', '只列出', '只列出'), asked))
    .action(cli.verb(list))
  reads('show', 'one command: what it says, why it was refused', '查看一条操作及被拒原因', '查看一項操作及被拒原因')
    .argument('<seq>', seq, wholeNumber)
    .action(cli.verb(show))
  writes(
    'retry',
    'give refused commands again, with what stands on them',
    '重新提交被拒绝的操作及其后续操作',
    '重新提交被拒絕的操作及其後續操作',
  )
    .argument('[seqs...]', seq, collectNumbers)
    .option('--all', say('everything that was refused', '所有被拒绝的操作', '所有被拒絕的操作'))
    .action(cli.verb(retry))
  writes(
    'discard',
    'give a refused command up, with what stands on it',
    '放弃一条被拒绝的操作及其后续操作',
    '放棄一項被拒絕的操作及其後續操作',
  )
    .argument('<seq>', seq, wholeNumber)
    .requiredOption('--reason <TEXT>', say('why it is given up', '放弃的原因', '放棄的原因'))
    .action(cli.verb(discard))
  writes(
    'undo',
    'take the last thing back that was done here, while it has not been sent',
    '撤销本机最近一条尚未发出的操作',
    '復原本機最近一項尚未送出的操作',
  ).action(cli.verb(undo))
  writes(
    'hand',
    'hand a refused command to the supervisors, with what stands on it',
    '将被拒绝的操作及其后续操作转交主管',
    '將被拒絕的操作及其後續操作轉交主管',
  )
    .argument('<seq>', seq, wholeNumber)
    .requiredOption('--note <TEXT>', say('what they should know', '给主管的说明', '給主管的說明'))
    .action(cli.verb(hand))
}

function list(session: Session, { state }: { state?: (typeof asked)[number] }): Promise<void> {
  return session.withHome(async (home) => {
    const all: Listed[] = state === 'all' ? grouped(await home.query.outbox('all')) : await home.query.openOutbox()
    const entries = state === 'all' || state === undefined ? all : all.filter((entry) => entry.state === state)
    const nameOf = await staffNames(home)
    const nameOfCustomer = await customerNames(home, entries)
    const indent = ({ depth }: Listed) => (session.isTerminal ? '  '.repeat(depth) : '')
    const why = (entry: Listed) => {
      const prospect = entry.state === 'waiting' ? prospectWords(entry) : null
      return prospect ? session.word(prospect) : whyWords(session, entry, nameOf)
    }
    printRows(
      session,
      entries,
      [
        { title: w('Seq', '序号', '序號'), text: (entry) => String(entry.seq), align: 'right' },
        {
          title: w('State', '状态', '狀態'),
          text: (entry) => session.word(stateWords[entry.became?.is ?? entry.state]),
        },
        { title: w('Given', '时间', '時間'), text: ({ givenAt }) => momentText(givenAt) },
        {
          title: w('What', '操作', '操作'),
          text: (entry) => `${indent(entry)}${commandWords[entry.name]?.[session.language] ?? entry.name}`,
        },
        { title: w('Customer', '客户', '客戶'), text: ({ customerId }) => nameOfCustomer(customerId) },
        { title: w('Why', '原因', '原因'), text: why, isFlexible: true },
      ],
      (entry) => entryJson(session, entry, nameOf),
    )
    if (entries.length === 0)
      session.tell(
        state === 'waiting'
          ? w('Nothing waits.', '没有待发送的操作。', '沒有待送出的操作。')
          : state === 'refused'
            ? w('Nothing was refused.', '没有被拒绝的操作。', '沒有被拒絕的操作。')
            : w('Nothing waits, nothing was refused.', '没有待发送或被拒绝的操作。', '沒有待送出或被拒絕的操作。'),
      )
  })
}
