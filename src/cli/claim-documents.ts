import type { ClaimDesk } from '../app/claim-desk.ts'
import { claimLabels } from '../app/language/claim-labels.ts'
import { momentText } from '../app/language/reasons.ts'
import type { Row } from '../core/entities.ts'
import { w, type Words } from '../core/language.ts'
import { refuse } from '../core/refusal.ts'
import { readDesk } from './claim-desk.ts'
import { answerRefusal, give } from './give.ts'
import { textOf } from './input.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { choiceArgument, type Cli, type Command, type Telling, verbsIn, withTelling, type Written } from './verb.ts'

/** What a person may say of a document that has come. */
const marks = ['received', 'unreadable', 'accepted']

export function declareDocuments(claim: Command, cli: Cli): void {
  const { reads, writes, say } = verbsIn(claim, cli)
  reads(
    'documents <claim>',
    'what was asked for and where each stands; what is still to ask for',
    '已索取的材料及状态；还要索取的材料',
    '已索取的文件及狀態；還要索取的文件',
  ).action(cli.verb(list))
  withTelling(
    writes(
      'ask <claim>',
      'ask for all that is to be asked for, in one message',
      '一次性告知全部所需材料',
      '一次性告知全部所需文件',
    ),
    cli,
  ).action(cli.verb(ask))
  withTelling(
    writes(
      'add-document <claim> <code>',
      'ask for one document more, because of a new fact',
      '因新情况追加一份材料',
      '因新情況追加一份文件',
    ),
    cli,
  )
    .requiredOption('--fact <F>', say('the fact that is new', '新情况的字段', '新情況的欄位'))
    .requiredOption(
      '--reason <TEXT>',
      say('why, for the customer; - for stdin', '给客户的说明；- 读标准输入', '給客戶的說明；- 讀標準輸入'),
    )
    .action(cli.verb(add))
  writes('document <claim> <code>', 'note where a document stands', '登记一份材料的状态', '登錄一份文件的狀態')
    .addArgument(choiceArgument('<state>', say('where it stands', '状态', '狀態'), marks))
    .option('--note <TEXT>', say('what is wrong with it; - for stdin', '说明；- 读标准输入', '說明；- 讀標準輸入'))
    .action(cli.verb(mark))
}

/** A document as it stands (`state` null: nobody has asked for it, and it has not come), and whether it is to be asked for. */
type Line = Pick<Row<'document'>, 'code' | 'name' | 'why' | 'clause'> & {
  state: Row<'document'>['state'] | null
  isToAsk: boolean
  document: Row<'document'> | null
}

function list(session: Session, claimId: string): Promise<number> {
  return session.withHome(async (home) => {
    const desk = await readDesk(home, claimId)
    if ('ok' in desk) return answerRefusal(session, desk, home)
    const { factLabel } = await import('../app/language/fact-words.ts')
    printRows(
      session,
      linesOf(desk),
      [
        { title: w('Code', '代码', '代碼'), text: ({ code }) => code },
        { title: w('Document', '材料', '文件'), text: ({ name }) => session.word(name) },
        { title: w('State', '状态', '狀態'), text: (line) => session.word(stateWords(line)) },
        {
          title: w('Since', '时间', '時間'),
          text: ({ document }) => (document ? momentText(document.changedAt) : ''),
        },
        {
          title: w('Note', '说明', '說明'),
          text: ({ document }) => noteOf(document, (fact) => factLabel(fact, session.language)),
          isFlexible: true,
        },
        { title: w('Why', '用途', '用途'), text: ({ why }) => session.word(why) },
      ],
      ({ code, name, why, clause, state, isToAsk, document }) => ({
        ...{ code, name: session.word(name), why: session.word(why), clause, state, isToAsk },
        ...{ askedAt: document?.askedAt ?? null, changedAt: document?.changedAt ?? null },
        ...{
          changedBy: document?.changedBy ?? null,
          note: document?.note ?? null,
          addedFor: document?.addedFor ?? null,
        },
      }),
    )
    return 0
  })
}

function linesOf({ documents, toAsk }: Pick<ClaimDesk, 'documents' | 'toAsk'>): Line[] {
  const wanted = new Set(toAsk.map(({ code }) => code))
  const written = documents.map((document) => {
    const { code, name, why, clause, state } = document
    return { code, name, why, clause, state, isToAsk: wanted.has(code), document }
  })
  const absent = toAsk.filter(({ code }) => !documents.some((document) => document.code === code))
  return [...written, ...absent.map((one) => ({ ...one, state: null, isToAsk: true, document: null }))]
}

function stateWords({ state, isToAsk }: Line): Words {
  const toAsk = w('to ask for', '待索取', '待索取')
  if (state === null) return toAsk
  const is = claimLabels.document[state]
  if (!isToAsk) return is
  return w(`${is.en}, ${toAsk.en}`, `${is['zh-Hans']}，${toAsk['zh-Hans']}`, `${is['zh-Hant']}，${toAsk['zh-Hant']}`)
}

/** What was noted of it; one that was added later says for which fact. */
function noteOf(document: Row<'document'> | null, labelOf: (fact: string) => string): string {
  const addedFor = document?.addedFor ? labelOf(document.addedFor) : ''
  return [addedFor, document?.note ?? ''].filter(Boolean).join(' · ')
}

/** Asks for exactly what `claim documents` lists as to be asked for. */
function ask(session: Session, claimId: string, { dryRun, channel, language }: Telling): Promise<number> {
  return session.withHome(async (home) => {
    const desk = await readDesk(home, claimId)
    if ('ok' in desk) return answerRefusal(session, desk, home)
    const codes = desk.toAsk.map(({ code }) => code)
    const request = desk.steps.find(({ kind }) => kind === 'documentsAsked')
    if (codes.length === 0 && request)
      return answerRefusal(session, refuse('claim.request-frozen', { claimId, at: request.at }), home)
    if (codes.length > 0)
      return give(session, home, 'claim.askDocuments', { claimId, codes, channel, language }, { dryRun })
    if (session.isJson) session.print(JSON.stringify({ ok: true, state: 'decided', result: { claimId, codes } }))
    session.tell(w('There is nothing to ask for.', '没有要索取的材料。', '沒有要索取的文件。'))
    return 0
  })
}

type Adding = Telling & { fact: string; reason: string }

async function add(
  session: Session,
  claimId: string,
  code: string,
  { fact, reason, dryRun, channel, language }: Adding,
): Promise<number> {
  const args = { claimId, code, fact, reason: await textOf(session, reason), channel, language }
  return session.withHome((home) => give(session, home, 'claim.addDocument', args, { dryRun }))
}

async function mark(
  session: Session,
  claimId: string,
  code: string,
  state: string,
  { note, dryRun }: Written & { note?: string },
): Promise<number> {
  const args = { claimId, code, state, note: note === undefined ? undefined : await textOf(session, note) }
  return session.withHome((home) => give(session, home, 'claim.markDocument', args, { dryRun }))
}
