import { productName } from './product-name.ts'
import { cellWidth, fitCells, stripUnsafe } from '../../app/cells.ts'
import { commandWords } from '../../app/language/events.ts'
import type { SyncState } from '../../app/sync-loop.ts'
import { type Binding, isChoosing } from '../binding.ts'
import { bindingsAfter, bindingsOn } from '../bindings.ts'
import { paletteEntries } from '../command-line.ts'
import { keyName } from '../key-words.ts'
import { isTyping, topScreen, type State } from '../state.ts'
import type { Theme, Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { heading, type Line, line, paint } from './line.ts'
import { moment } from './moments.ts'
import { busyWords } from './task-lines.ts'
import { wrapCells } from './wrap.ts'

/** The sync state in words: always on the screen. */
export function syncWords(sync: SyncState | null, now: number, words: Dictionary): { text: string; tone: Tone } {
  if (!sync) return { text: '', tone: 'dim' }
  const refused = sync.refused > 0 ? ` · ${words.sync.refused(sync.refused)}` : ''
  const waiting = sync.waiting > 0 ? words.sync.waiting(sync.waiting) : ''
  switch (sync.is) {
    case 'alone':
      return { text: words.sync.alone, tone: 'dim' }
    case 'new':
      return { text: words.sync.new, tone: 'warn' }
    case 'stopped': {
      const why = sync.problem?.endsWith(':protocol') ? words.sync.versions : words.sync.stopped
      // The longest text of all: what was refused stands before it, where nothing is cut off.
      return { text: refused ? `${words.sync.refused(sync.refused)} · ${why}` : why, tone: 'bad' }
    }
    case 'offline':
      return {
        text:
          [words.sync.offline(moment(sync.offlineSince ?? now, now)), waiting].filter(Boolean).join(' · ') + refused,
        tone: 'bad',
      }
    case 'waiting':
      return { text: waiting + refused, tone: 'warn' }
    case 'synced':
      return { text: words.sync.synced + refused, tone: refused ? 'bad' : 'good' }
  }
}

/** Who, where (the path of screens), and on the right the sync state; before it what `z` would take back. */
export function headerText(state: State, who: string, words: Dictionary, theme: Theme): string {
  const sync = syncWords(state.sync, state.now, words)
  const crumbs = state.stack.map((screen) => crumb(screen, state, words))
  const position = positionWords(state, words)
  const beside = state.cols - cellWidth(sync.text) - 1 - leastPath
  const busy = fitted(busyWords(state, words), beside)
  const undo = state.isReadonly
    ? ` ${words.readOnly} `
    : // What `z` takes back is so for a moment, what colleagues wait for stays.
      busy || undoWords(state, beside) || fitted(besideWords(state, words), beside)
  const room = state.cols - cellWidth(sync.text) - 1 - cellWidth(undo)
  const before = ` ${words.app} ${stripUnsafe(who)}${coveringWords(state, words)} | `
  const path = pathFitting(crumbs, room - cellWidth(before) - cellWidth(position) - 1)
  const left = fitCells(`${before}${path} ${position}`, Math.max(0, room))
  const spans = [{ text: undo, tone: 'accent' } as const, { text: `${sync.text} `, tone: sync.tone }]
  return paint(line({ text: left, tone: 'strong' }, ...spans), state.cols, theme)
}

/** The path of screens; where there is no room for all of it, its end: that is where the person is. */
function pathFitting(crumbs: readonly string[], room: number): string {
  const whole = crumbs.join(' > ')
  if (cellWidth(whole) <= room) return whole
  for (let from = 1; from < crumbs.length; from++) {
    const end = ['..', ...crumbs.slice(from)].join(' > ')
    if (cellWidth(end) <= room) return end
  }
  return crumbs.at(-1) ?? ''
}

/** What colleagues wait for: lines that were not read, then cases handed over; '' where there is nothing. */
function besideWords({ beside }: State, words: Dictionary): string {
  const { lines = [], handed = 0 } = beside ?? {}
  if (lines.length > 0) return words.lines.unread(lines.length)
  return handed > 0 ? words.handovers.waiting(handed) : ''
}

function coveringWords({ beside, staff, language }: State, words: Dictionary): string {
  const names = (beside?.covering ?? []).map((id) => stripUnsafe(staff.get(id) ?? id))
  return names.length === 0 ? '' : ` (${words.covering.header(names.join(language === 'en' ? ', ' : '、'))})`
}

/** Cells that the path keeps, whatever else the header has to say. */
const leastPath = 30
const leastUndo = 10

/** What `z` would take back, while there is anything and room to say so. */
function undoWords(state: State, room: number): string {
  const { undoable, language } = state
  const binding = bindingsOn(topScreen(state).is, state).find(({ id }) => id === 'undo')
  const act = undoable && commandWords[undoable]?.[language]
  if (!binding || !act) return ''
  return fitted(`${binding.keys[0]} ${binding.title[language]}: ${act}`, room)
}

/** With a blank on both sides, as much as there is room for; '' where that would say nothing. */
function fitted(said: string, room: number): string {
  if (said === '' || room < leastUndo) return ''
  const text = ` ${said} `
  return cellWidth(text) > room ? `${fitCells(text.trimEnd(), room - 1)} ` : text
}

function crumb(screen: State['stack'][number], state: State, words: Dictionary): string {
  const filter = 'filter' in screen && screen.filter ? ` /${stripUnsafe(screen.filter)}` : ''
  return nameOf(screen, state, words) + filter
}

function nameOf(screen: State['stack'][number], state: State, words: Dictionary): string {
  if (screen.is === 'customer' && screen.data && screen.data !== 'gone') return stripUnsafe(screen.data.customer.name)
  if (screen.is === 'policy' && screen.data && screen.data !== 'gone')
    return productName(screen.data.policy.productCode, state)
  if (screen.is === 'clauses') return productName(screen.productCode, state)
  if (screen.is === 'escalation' && screen.data && screen.data !== 'gone') return screen.data.flow.code
  if (screen.is === 'boardRows') return stripUnsafe(screen.title)
  return words.screens[screen.is]
}

function positionWords(state: State, words: Dictionary): string {
  const top = topScreen(state)
  if (top.is !== 'queue' || !state.queue || state.queue.length === 0) return ''
  const at = Math.max(
    0,
    state.queue.findIndex((row) => row.case.id === top.cursorId),
  )
  return words.queue.position(at + 1, state.queue.length)
}

/** The keys that matter here, as many as fit; the last ones (help, back, quit) always do. */
export function footerText(state: State, theme: Theme, words: Dictionary): string {
  const { language, cols, overlay } = state
  if (overlay && overlay.is !== 'help') {
    // The overlay has the keys; a question says its own.
    const keys =
      overlay.is === 'confirm'
        ? []
        : overlay.is === 'prefix'
          ? [['Esc', words.keys.cancel]]
          : [
              ...(overlay.is === 'choose' && overlay.isMany ? [['Space', words.keys.mark]] : []),
              ['Enter', words.keys.ok],
              ['Esc', words.keys.cancel],
              ...(overlay.is === 'prompt' ? overlay.keys.map(({ key, title }) => [keyName(key), title]) : []),
              ...(overlay.is === 'prompt' && overlay.isLong ? [['Ctrl-O', words.editor.key]] : []),
            ]
    return paint({ spans: keys.flatMap(([key, title]) => hint(key ?? '', title ?? '')) }, cols, theme)
  }
  // While a field takes the letters, only keys that are no letters work.
  const keyOf = (binding: Binding) =>
    isTyping(state) ? binding.keys.find((key) => key.length > 1 && !key.includes(' ')) : binding.keys[0]
  const hinted = bindingsOn(topScreen(state).is, state).filter((binding) => binding.isHinted && keyOf(binding))
  const isEverywhere = (binding: Binding) => binding.screens === null
  const widthOf = (binding: Binding) =>
    cellWidth(keyName(keyOf(binding) ?? '')) + cellWidth(binding.title[language]) + 3
  const always = hinted.filter(isEverywhere)
  let room = cols - always.reduce((sum, binding) => sum + widthOf(binding), 0)
  const shown: Binding[] = []
  for (const binding of hinted.filter((one) => !isEverywhere(one))) {
    room -= widthOf(binding)
    if (room < 0) break
    shown.push(binding)
  }
  const hintOf = (binding: Binding) => hint(keyName(keyOf(binding) ?? ''), binding.title[language])
  return paint({ spans: [...shown.flatMap(hintOf), ...always.flatMap(hintOf)] }, cols, theme)
}

function hint(key: string, title: string) {
  return [
    { text: ` ${key}`, tone: 'accent' as const },
    { text: ` ${title} `, tone: 'dim' as const },
  ]
}

/** The narrowest column that has room for every key and title. */
const helpCells = 40
const keyCells = 18

/** The keys of the screen and of everywhere, from the one list; in as many columns as there is room for. */
export function helpLines(state: State, words: Dictionary): Line[] {
  const { language } = state
  const here = topScreen(state).is
  const all = bindingsOn(here, state)
  const own = new Set(all.filter(({ screens }) => screens !== null).flatMap(({ keys }) => keys))
  const columns = Math.max(1, Math.floor(state.cols / helpCells))
  const cells = Math.floor(state.cols / columns)
  const entry = (binding: Binding) => {
    // Where the screen has the key itself, that is what it does here.
    const keys = binding.screens === null ? binding.keys.filter((key) => !own.has(key)) : binding.keys
    const told = isChoosing(binding) ? `${keys[0]}-${keys.at(-1)}` : keys.map(keyName).join(', ')
    return [
      { text: ` ${told}`, cells: keyCells, tone: 'accent' as const },
      { text: binding.title[language], cells: cells - keyCells },
    ]
  }
  const table = (some: readonly Binding[]): Line[] => {
    const height = Math.ceil(some.length / columns)
    return some.slice(0, height).map((_one, row) => ({
      spans: some.filter((_two, at) => at % height === row).flatMap(entry),
    }))
  }
  return [
    heading(words.help.title, `${words.screens[here === 'clauses' ? 'policy' : here]} · ${words.help.close}`),
    ...table(all.filter((binding) => binding.screens !== null)),
    heading(words.help.everywhere),
    ...table(all.filter((binding) => binding.screens === null)),
  ]
}

/** The options of a choice, whole, however long they are. */
export function choiceLines(overlay: Extract<State['overlay'], { is: 'choose' }>, width: number): Line[] {
  const lines = [heading(stripUnsafe(overlay.title))]
  for (const [at, option] of overlay.options.entries()) {
    const isSelected = at === overlay.index
    const mark = overlay.isMany ? (overlay.marked.includes(option.id) ? '[x] ' : '[ ] ') : ''
    const number = at < 9 ? `${at + 1} ` : '  '
    for (const [row, text] of wrapCells(stripUnsafe(option.label), width - 10).entries())
      lines.push({
        isSelected,
        spans: [
          { text: row === 0 ? `${isSelected ? '>' : ' '}${number}${mark}` : ' '.repeat(3 + mark.length) },
          { text },
        ],
      })
  }
  return lines
}

export function paletteLines(state: State, text: string, index: number, words: Dictionary): Line[] {
  const found = paletteEntries(state, text)
  if (found.length === 0) return [line({ text: words.palette.none, tone: 'dim' })]
  return found.map(({ id, keys, title }, at): Line => ({
    isSelected: at === index,
    spans: [
      { text: at === index ? '>' : ' ', cells: 1 },
      { text: keyName(keys[0] ?? ''), cells: 8, tone: 'accent' },
      { text: stripUnsafe(title), cells: Math.max(26, cellWidth(title) + 1), tone: 'strong' },
      { text: id, tone: 'dim' },
    ],
  }))
}

/** What may follow a key that begins several, in as many columns as there is room for. */
export function prefixLines(state: State, prefix: string, words: Dictionary): Line[] {
  const { language, cols } = state
  const found = bindingsAfter(topScreen(state).is, prefix, state)
  const columns = Math.max(1, Math.floor((cols - 1) / prefixCells))
  const lines: Line[] = [heading(keyName(prefix), words.way.next)]
  for (let at = 0; at < found.length; at += columns)
    lines.push({
      spans: found.slice(at, at + columns).flatMap(({ key, binding }) => [
        { text: ` ${keyName(key)}`, cells: 4, tone: 'accent' as const },
        { text: binding.title[language], cells: prefixCells - 4 },
      ]),
    })
  return lines
}

const prefixCells = 26
