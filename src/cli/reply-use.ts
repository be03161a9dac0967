import { InvalidArgumentError } from 'commander'
import { stripUnsafeLines } from '../app/cells.ts'
import type { Home } from '../app/home.ts'
import { channels } from '../core/conversation/kinds.ts'
import { type Language, languages, w } from '../core/language.ts'
import { type Reply, replyIdOf } from '../core/reply/file.ts'
import { answerNotFound, answerRefusal, give } from './give.ts'
import { collect, textOf } from './input.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, type verbsIn, withDryRun, declare } from './verb.ts'

type Using = {
  case: string
  claim?: string
  policy?: string
  set: string[]
  language?: Language
  channel?: (typeof channels)[number]
  send?: boolean
  copy?: boolean
  text?: string
  dryRun?: boolean
}

export function declareReplyUse(reply: Command, cli: Cli, say: ReturnType<typeof verbsIn>['say']): void {
  const about = w(
    'print a reply as it would go out now; --send sends it, --copy puts it into the terminal’s clipboard and logs it',
    '按当前资料输出话术；--send 发送，--copy 复制到终端剪贴板并记录',
    '依目前資料輸出話術；--send 傳送，--copy 複製到終端機剪貼簿並記錄',
  )
  withDryRun(declare(reply, 'use <reply>', about, cli), cli)
    .requiredOption('--case <ID>', say('the case it answers', '答复哪个事项', '答覆哪個事項'))
    .option(
      '--claim <ID>',
      say('the claim it is about (else the case’s)', '有关哪个理赔（否则取事项的）', '有關哪個理賠（否則取事項的）'),
    )
    .option('--policy <ID>', say('the policy it is about', '有关哪张保单', '有關哪張保單'))
    .option(
      '--set <FIELD=VALUE>',
      say('answer a question; repeat for more', '填写一项，可重复', '填寫一項，可重複'),
      collect,
      [],
    )
    .addOption(choice('--language <LANG>', say('language of the reply', '话术语言', '話術語言'), languages))
    .addOption(choice('--channel <C>', say('channel', '渠道', '管道'), channels))
    .option('--send', say('send it', '发送', '傳送'))
    .option(
      '--text <TEXT>',
      say(
        'with --send: the reply as you have written it over; - reads standard input',
        '与 --send 合用：改写后的全文；- 从标准输入读取',
        '與 --send 合用：改寫後的全文；- 從標準輸入讀取',
      ),
    )
    .option(
      '--copy',
      say('copy it, and log it as sent by your own hand', '复制，并记录为自行发送', '複製，並記錄為自行傳送'),
    )
    .action(cli.verb(use))
}

async function use(session: Session, name: string, options: Using): Promise<number> {
  const { send = false, copy = false, dryRun = false, text: own } = options
  if (send && copy) {
    session.tell(
      w(
        'butler: either --send or --copy',
        'butler：--send 与 --copy 只能选一个',
        'butler：--send 與 --copy 只能選一個',
      ),
    )
    return 2
  }
  if (own !== undefined && !send) {
    session.tell(
      w('butler: --text goes with --send', 'butler：--text 须与 --send 合用', 'butler：--text 須與 --send 合用'),
    )
    return 2
  }
  const written = own === undefined ? null : await textOf(session, own)
  return session.withHome(async (home) => {
    const { replyNamed } = await import('../app/reply-library.ts')
    const reply = await replyNamed(home, name)
    if (!reply) return answerNotFound(session, 'reply', name)
    const item = await home.query.row('case', options.case)
    if (!item) return answerNotFound(session, 'case', options.case)
    const { customerId, claimId } = item
    const customer = await home.query.row('customer', customerId)
    if (customer) await home.noteLooks([customer], 'caseShow')
    const about = { customerId, claimId: options.claim ?? claimId, policyId: options.policy ?? null }
    const { answers, language, text: asItIs, figures } = await writtenIn(session, home, reply, about, options)
    // What was written over by hand needs no answers of ours.
    const text = written ?? asItIs
    if (typeof text !== 'string') return answerRefusal(session, text, home)
    const { channel } = options
    const given = { caseId: item.id, replyId: replyIdOf(reply), language, channel, text }
    if (send)
      return give(
        session,
        home,
        'reply.send',
        {
          ...given,
          claimId: about.claimId,
          policyId: about.policyId,
          answers,
          ...(written ? { edited: { figures } } : {}),
        },
        { dryRun, data: ['messageId'] },
      )
    if (copy) return copied(session, home, given, dryRun)
    session.print(
      session.isJson
        ? JSON.stringify({ ok: true, state: 'tried', result: { ...given, answers } })
        : stripUnsafeLines(text),
    )
    return 0
  })
}

type About = { customerId: string; claimId: string | null; policyId: string | null }

/** The reply as it may go out now, or the refusal that says why not. */
async function writtenIn(session: Session, home: Home, reply: Reply, about: About, { set, language: asked }: Using) {
  const { replyRecordIn, typedAnswer } = await import('../app/reply-library.ts')
  const { figuresOf } = await import('../core/reply/edited.ts')
  const { replyText } = await import('../core/reply/fill.ts')
  const { refuse } = await import('../core/refusal.ts')
  const answers: Record<string, unknown> = {}
  for (const pair of set) {
    const at = pair.indexOf('=')
    if (at < 1) throw new InvalidArgumentError(`'${pair}' is not FIELD=VALUE.`)
    answers[pair.slice(0, at)] = typedAnswer(reply, pair.slice(0, at), pair.slice(at + 1))
  }
  const language = asked ?? session.language
  const record = await replyRecordIn(home, about, reply, answers)
  const written = record
    ? replyText(reply, record, answers, language)
    : refuse('not-found', { entity: 'customer', id: about.customerId })
  const figures = record ? figuresOf(reply, record, answers, language) : {}
  return { answers, language, figures, text: 'ok' in written ? written : written.text }
}

type Given = { caseId: string; replyId: string; language: Language; channel: string | undefined; text: string }

/** Into the clipboard first: what did not get there is not logged as said. */
async function copied(session: Session, home: Home, given: Given, dryRun: boolean): Promise<number> {
  const { copyToTerminal } = await import('../app/clipboard.ts')
  const tried = await home.execute('reply.copy', given, { isDryRun: true })
  if (!tried.ok) return answerRefusal(session, tried, home)
  if (!dryRun) {
    const came = copyToTerminal(process.stderr.isTTY ? process.stderr : process.stdout, given.text)
    if (came !== 'copied') {
      session.tell(`butler: ${session.word(notCopied[came])}`)
      return 1
    }
  }
  return give(session, home, 'reply.copy', given, { dryRun, data: ['messageId'] })
}

const notCopied = {
  'no-terminal': w(
    'there is no terminal here whose clipboard could take it; nothing was logged',
    '这里没有终端，无法复制；未作记录',
    '這裡沒有終端機，無法複製；未作記錄',
  ),
  'too-long': w(
    'it is too long for a terminal’s clipboard; nothing was logged',
    '内容太长，终端剪贴板放不下；未作记录',
    '內容太長，終端機剪貼簿放不下；未作記錄',
  ),
}
