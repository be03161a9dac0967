import { cellWidth, fitCells, stripUnsafe } from '../app/cells.ts'
import { finding, type Finding } from '../app/doctor/finding.ts'
import { homeFindings } from '../app/doctor/home-findings.ts'
import { settingsFinding } from '../app/doctor/settings-finding.ts'
import { lastAnswer, questions, terminalFindings } from '../app/doctor/terminal-findings.ts'
import { w } from '../core/language.ts'
import { paint } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareDoctor(program: Command, cli: Cli): void {
  const doctor = w(
    'look whether terminal, data folder, disk and endpoint are in order',
    '检查终端、数据文件夹、磁盘和服务端是否正常',
    '檢查終端機、資料夾、磁碟和伺服端是否正常',
  )
  withJson(declare(program, 'doctor', doctor, cli), cli).action(cli.verb(look))
}

const answerMs = 1_000
const signs = { ok: '+', note: '!', fault: 'x' } as const
const stateWords = {
  ok: w('fine', '正常', '正常'),
  note: w('note', '注意', '注意'),
  fault: w('fault', '故障', '故障'),
}

/** Exit status 1 when something does not work. */
async function look(session: Session): Promise<number> {
  const { stdout, env } = process
  const answers = await ask(session)
  const findings = [
    finding('node', w('Node', 'Node', 'Node'), process.versions.node),
    ...terminalFindings({
      ...{ env, answers },
      colorDepth: stdout.isTTY ? stdout.getColorDepth() : null,
      size: stdout.isTTY ? { cols: stdout.columns, rows: stdout.rows } : null,
    }),
    await settingsFinding(session.language),
    ...(await homeFindings(session.folder, session.language)),
  ]
  const isFaulty = findings.some(({ state }) => state === 'fault')
  if (session.isJson)
    session.print(JSON.stringify({ ok: !isFaulty, findings: findings.map((one) => jsonOf(session, one)) }))
  else for (const line of findings.flatMap((one) => linesOf(session, one))) session.print(line)
  return isFaulty ? 1 : 0
}

function jsonOf(session: Session, { code, state, value, advice }: Finding) {
  return { code, state, value, advice: advice && session.word(advice) }
}

const titleCells = 26

function linesOf(session: Session, { title, state, value, advice }: Finding): string[] {
  const word = session.word(stateWords[state])
  const sign = paint(
    session,
    state === 'fault' ? 'red' : state === 'note' ? 'yellow' : 'dim',
    `${signs[state]} ${word}`,
  )
  const name = session.word(title)
  const fitted = cellWidth(name) > titleCells ? name : fitCells(name, titleCells)
  const said = advice ? [`    ${stripUnsafe(session.word(advice))}`] : []
  return [`${sign}  ${fitted} ${stripUnsafe(value)}`, ...said]
}

/** What the terminal answers to the questions, or nothing of one that is silent; null where there is none to ask. */
async function ask({ stdin }: Session): Promise<string | null> {
  const { stdout } = process
  if (!stdin.isTTY || !stdout.isTTY || process.env['TERM'] === 'dumb') return null
  const { promise, resolve } = Promise.withResolvers<void>()
  let heard = ''
  const hear = (bytes: Buffer | string) => {
    heard += bytes.toString()
    if (lastAnswer.test(heard)) resolve()
  }
  stdin.setRawMode(true)
  stdin.on('data', hear).resume()
  const silence = setTimeout(resolve, answerMs)
  stdout.write(questions)
  await promise
  clearTimeout(silence)
  stdin.off('data', hear).pause()
  stdin.setRawMode(false)
  return heard
}
