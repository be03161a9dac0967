import { InvalidArgumentError, Option } from 'commander'
import { caseKinds, priorities } from '../core/case/kinds.ts'
import { w } from '../core/language.ts'
import { roles } from '../core/staff/roles.ts'
import { readSpan } from '../core/tail/span.ts'
import { readWhen } from '../core/when.ts'
import { collect, span, wholeNumber } from './input.ts'
import type { Tailing } from './tail-run.ts'
import { choice, type Cli, type Command, declare, withJson } from './verb.ts'

export function declareTail(program: Command, cli: Cli): void {
  const say = (en: string, hans: string, hant: string) => cli.word(w(en, hans, hant))
  const tail = w(
    'what everybody does, a line an event, as it happens',
    '实时查看全队操作，一行一条',
    '即時查看全隊操作，一列一筆',
  )
  const many = (flags: string, values: readonly string[] | null, en: string, hans: string, hant: string) => {
    const option = new Option(flags, say(en, hans, hant))
    return (values ? option.choices([...values]) : option).argParser(
      (value: string, before: readonly string[] | undefined) => {
        if (values && !values.includes(value))
          throw new InvalidArgumentError(`Allowed choices are ${values.join(', ')}.`)
        return collect(value, before)
      },
    )
  }
  withJson(declare(program, 'tail', tail, cli), cli)
    .option(
      '-n, --lines <N>',
      say(
        'how many of the past first (20, if nothing else says where to begin)',
        '先显示最近几条（未指明起点时为 20）',
        '先顯示最近幾筆（未指明起點時為 20）',
      ),
      wholeNumber,
    )
    .option('-f, --follow', say('go on with what comes', '持续显示', '持續顯示'), true)
    .addOption(new Option('--no-follow', say('end after those', '显示后结束', '顯示後結束')))
    .option(
      '--since <TIME>',
      say(
        'what happened since: 15m, 2h, 3d ago, HH:MM today, or YYYY-MM-DD[THH:MM]',
        '自何时起：15m、2h、3d 之前，今天 HH:MM，或 YYYY-MM-DD[THH:MM]',
        '自何時起：15m、2h、3d 之前，今天 HH:MM，或 YYYY-MM-DD[THH:MM]',
      ),
      since,
    )
    .addOption(
      new Option(
        '--after-cursor <CURSOR>',
        say('only what came after this cursor', '只看此游标之后的', '只看此游標之後的'),
      ).conflicts(['cursorFile', 'since']),
    )
    .addOption(
      new Option(
        '--cursor-file <FILE>',
        say(
          'go on after the cursor in it, and keep it there line by line',
          '从文件中的游标之后继续，并逐行记下游标',
          '從檔案中的游標之後繼續，並逐列記下游標',
        ),
      ),
    )
    .addOption(
      many('--queue <ROLE>', roles, 'cases in the queue of this role', '此角色队列中的事项', '此角色佇列中的事項'),
    )
    .addOption(
      many(
        '--butler <STAFF>',
        null,
        'done by this person, or for one of their customers',
        '由此人操作，或关于其客户',
        '由此人操作，或關於其客戶',
      ),
    )
    .addOption(many('--kind <KIND>', caseKinds, 'cases of this kind', '此类事项', '此類事項'))
    .addOption(
      choice(
        '--priority <P>',
        say('cases of this priority or a more pressing one', '此优先级及更高的事项', '此優先順序及更高的事項'),
        priorities,
      ),
    )
    .option('--breach', say('cases with a clock that has run out', '时限已超的事项', '時限已逾的事項'))
    .addOption(many('--customer <ID>', null, 'about this customer', '关于此客户', '關於此客戶'))
    .option(
      '--until-match <REGEX>',
      say('end with the first line that it matches', '遇到首个匹配的行即结束', '遇到首個相符的列即結束'),
      pattern,
    )
    .option(
      '--timeout <SPAN>',
      say(
        'end after 30s, 15m, 2h; with status 5 if --until-match was not met',
        '到时（30s、15m、2h）结束；--until-match 未匹配则退出码为 5',
        '到時（30s、15m、2h）結束；--until-match 未相符則結束碼為 5',
      ),
      span,
    )
    .addOption(
      choice(
        '--color <WHEN>',
        say('colour: auto, always or never', '颜色：auto、always、never', '顏色：auto、always、never'),
        ['auto', 'always', 'never'],
      ),
    )
    .option(
      '--buffer <N>',
      say(
        'how many events a slow reader may lag behind before some are left out and counted; none are with --cursor-file',
        '读取过慢时最多积压几条，超出的略过并计数；用 --cursor-file 时不略过',
        '讀取過慢時最多積壓幾筆，超出的略過並計數；用 --cursor-file 時不略過',
      ),
      wholeNumber,
      5_000,
    )
    .option(
      '--endpoint <URL>',
      say('straight from an endpoint, without a home', '直接从端点读取，不用数据文件夹', '直接從端點讀取，不用資料夾'),
    )
    .option(
      '--token-file <FILE>',
      say(
        'with the token in it, from butler staff token',
        '令牌文件，来自 butler staff token',
        '權杖檔案，來自 butler staff token',
      ),
    )
    .option(
      '--ca <FILE>',
      say(
        'PEM of the only authority whose certificates to trust',
        '唯一信任的证书机构（PEM 文件）',
        '唯一信任的憑證機構（PEM 檔案）',
      ),
    )
    .action(cli.verb(async (session, asked: Tailing) => (await import('./tail-run.ts')).tailEvents(session, asked)))
}

function since(text: string): (now: number) => number {
  const ago = readSpan(text)
  const when = text.startsWith('+') ? null : readWhen(text, 0)
  if (ago !== null) return (now) => now - ago
  if (!when) throw new InvalidArgumentError('Expected 15m, 2h, 3d, HH:MM, or YYYY-MM-DD[THH:MM].')
  return when
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'u')
  } catch (fault) {
    throw new InvalidArgumentError(`Not a regular expression: ${fault instanceof Error ? fault.message : text}`)
  }
}
