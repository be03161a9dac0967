import { cellWidth, stripUnsafe } from '../../app/cells.ts'
import { duration } from '../../app/language/labels.ts'
import type { Language } from '../../core/language.ts'
import type { State, Task } from '../state.ts'
import { slowTask } from '../tasks.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { bar } from './charts.ts'
import { blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

const tones: Record<Task['standing'], Tone> = { running: 'warn', done: 'good', failed: 'bad', cancelled: 'dim' }

/** What goes on beside the screen, a line each: how it stands, what it is, when it began. */
export function taskLines(
  tasks: readonly Task[],
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): Line[] {
  const standingCells = state.language === 'en' ? 10 : 7
  return tasks.map((task, at): Line => {
    const isSelected = at === index
    const began = ` ${moment(task.startedAt, state.now)}`
    const named = nameOf(task, state.language, words)
    return {
      isSelected,
      spans: [
        { text: isSelected ? '>' : ' ', cells: 1 },
        { text: standingOf(task, words), cells: standingCells, tone: tones[task.standing] },
        { text: named, cells: Math.max(8, width - standingCells - 1 - cellWidth(began)), tone: 'strong' },
        { text: began, tone: 'dim' },
      ],
    }
  })
}

/** The chosen one: how far it is, what came of it, and what can be done about it. */
export function taskDetails(task: Task | undefined, state: State, words: Dictionary, width: number): Line[] {
  if (!task) return []
  const { tasks: text } = words
  const { language, now } = state
  const wrapped = (said: string, tone: Tone = 'plain') =>
    wrapCells(stripUnsafe(said), width).map((part) => line({ text: part, tone }))
  const { startedAt, endedAt, progress, sent, why, cancel, again, standing } = task
  const ms = Math.max(0, (endedAt ?? now) - startedAt)
  const lasted = ms < 60_000 ? text.seconds(Math.ceil(ms / 1000)) : duration(ms, language)
  const share = shareOf(task)
  return [
    heading(text.names[task.is], standingOf(task, words)),
    ...(task.about ? wrapped(aboutOf(task, language)) : []),
    ...wrapped(`${text.began(moment(startedAt, now))} · ${text.lasted(lasted)}`, 'dim'),
    ...(progress && share !== null
      ? [
          line(
            { text: bar(progress.done, progress.total, Math.max(1, Math.min(30, width - 24))), tone: 'accent' },
            ` ${share}% · ${megabytes(progress.done)}/${megabytes(progress.total)} MB`,
          ),
        ]
      : []),
    ...(sent !== null && sent > 0 ? wrapped(text.sent(sent)) : []),
    ...(why ? [blank(), ...wrapped(why, 'bad')] : []),
    blank(),
    ...(standing === 'running' && cancel ? wrapped(text.canStop, 'dim') : []),
    ...(standing !== 'running' && again ? wrapped(text.canRetry, 'dim') : []),
  ]
}

/** What has gone on for long enough to be named on every screen, and how far it is; '' while nothing has. */
export function busyWords(state: State, words: Dictionary): string {
  const task = slowTask(state)
  if (!task) return ''
  const share = shareOf(task)
  return `${nameOf(task, state.language, words)}${share === null ? '…' : ` ${share}%`}`
}

function nameOf(task: Task, language: Language, { tasks }: Dictionary): string {
  const about = aboutOf(task, language)
  const isPlain = task.is === 'command' || task.is === 'key' || task.is === 'answer'
  if (!about) return tasks.names[task.is]
  return stripUnsafe(isPlain ? about : `${tasks.names[task.is]} · ${about}`)
}

function aboutOf({ about }: Task, language: Language): string {
  return typeof about === 'string' ? about : (about?.[language] ?? '')
}

function standingOf({ standing }: Task, { tasks }: Dictionary): string {
  return tasks.standings[standing]
}

function shareOf({ progress }: Task): number | null {
  return progress && progress.total > 0 ? Math.floor((progress.done / progress.total) * 100) : null
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1)
}
