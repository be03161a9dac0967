import { momentText } from '../app/language/reasons.ts'
import type { ListedReply } from '../app/reply-library.ts'
import { replyIdOf } from '../core/reply/file.ts'
import { w } from '../core/language.ts'
import { installFile } from './import.ts'
import { answerImport } from './import-report.ts'
import { answerNotFound } from './give.ts'
import { printFacts, printHeading, printRows } from './print.ts'
import { declareReplyUse } from './reply-use.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, verbsIn, type Written } from './verb.ts'

export function declareReply(program: Command, cli: Cli): void {
  const reply = declare(program, 'reply', w('the reply library', '话术库', '話術庫'), cli)
  const { writes, reads, say } = verbsIn(reply, cli)
  reads('list', 'the replies, those that are used most first', '列出话术，常用在前', '列出話術，常用在前').action(
    cli.verb((session) => list(session, '')),
  )
  reads(
    'search <words>',
    'replies by any words of theirs, in any of the languages',
    '按内容搜索话术，简繁英皆可',
    '依內容搜尋話術，簡繁英皆可',
  ).action(cli.verb(list))
  reads(
    'show <reply>',
    'a reply: words, slots, questions',
    '一条话术：正文、空位、提问',
    '一則話術：內文、空位、提問',
  ).action(cli.verb(show))
  reads(
    'check <file>',
    'check a reply file; needs no home',
    '检查话术文件；不需要数据文件夹',
    '檢查話術檔；不需要資料夾',
  ).action(
    cli.verb(async (session, file: string) =>
      answerImport(session, await installFile(session, 'replies', file, true, null)),
    ),
  )
  writes(
    'install [file]',
    'install the replies of a file; without one, those that the program is shipped with',
    '安装文件中的话术；不给文件时安装随附的话术',
    '安裝檔案中的話術；不給檔案時安裝隨附的話術',
  ).action(cli.verb(install))
  declareReplyUse(reply, cli, say)
}

async function install(session: Session, file: string | undefined, { dryRun = false }: Written): Promise<number> {
  return session.withHome(async (home) => {
    const { shippedFiles } = await import('../app/shipped.ts')
    let status = 0
    for (const one of file === undefined ? await shippedFiles('replies') : [file])
      status = Math.max(status, answerImport(session, await installFile(session, 'replies', one, dryRun, home)))
    return status
  })
}

async function list(session: Session, words: string): Promise<void> {
  return session.withHome(async (home) => {
    const { searchReplies } = await import('../app/reply-library.ts')
    printRows<ListedReply>(
      session,
      await searchReplies(home, words),
      [
        { title: w('Reply', '话术', '話術'), text: ({ reply }) => reply.code },
        { title: w('Title', '标题', '標題'), text: ({ reply }) => session.word(reply.title) },
        { title: w('Used', '使用次数', '使用次數'), text: ({ uses }) => String(uses), align: 'right' },
        { title: w('Last', '最近使用', '最近使用'), text: ({ lastAt }) => (lastAt === null ? '' : momentText(lastAt)) },
        { title: w('Tags', '标签', '標籤'), text: ({ reply }) => reply.tags.join(', ') },
        { title: w('Words', '正文', '內文'), text: ({ reply }) => session.word(reply.text), isFlexible: true },
      ],
      ({ id, reply, uses, lastAt }) => ({ id, ...reply, uses, lastAt }),
    )
  })
}

function show(session: Session, name: string): Promise<number> {
  return session.withHome(async (home) => {
    const { replyNamed } = await import('../app/reply-library.ts')
    const reply = await replyNamed(home, name)
    if (!reply) return answerNotFound(session, 'reply', name)
    const { namedIn } = await import('../core/reply/fill.ts')
    const slots = namedIn(reply, session.language)
    printFacts(
      session,
      [
        [w('Reply', '话术', '話術'), replyIdOf(reply)],
        [w('Title', '标题', '標題'), session.word(reply.title)],
        [w('Tags', '标签', '標籤'), reply.tags.join(', ')],
        [w('Filled with', '填充项', '填充項'), slots.join(', ')],
        [w('Words', '正文', '內文'), session.word(reply.text)],
      ],
      { id: replyIdOf(reply), ...reply, slots },
    )
    if (session.isJson || reply.asks.length === 0) return 0
    printHeading(session, w('Asks for', '需填写', '需填寫'))
    printRows(session, reply.asks, [
      { title: w('Field', '字段', '欄位'), text: ({ id }) => id },
      { title: w('Label', '名称', '名稱'), text: ({ label }) => session.word(label) },
      { title: w('Type', '类型', '類型'), text: ({ type, kind }) => (kind ? `${type} (${kind})` : type) },
    ])
    return 0
  })
}
