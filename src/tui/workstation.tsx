import { Box, Text, useApp, useInput, usePaste, useWindowSize } from 'ink'
import { useEffect, useSyncExternalStore } from 'react'
import { cellWidth, fitCells } from '../app/cells.ts'
import { type App, wordsOf } from './app.ts'
import { bodyOf } from './body.ts'
import { fieldOf, typedIn } from './field.ts'
import { paste, receive } from './receive.ts'
import { layoutOf } from './layout.ts'
import { choiceLines, footerText, headerText, helpLines, paletteLines, prefixLines } from './present/frame-lines.ts'
import { type Line, line, paint, paintPane, scrolled } from './present/line.ts'
import { tourLines } from './present/tour-lines.ts'
import { type State, topScreen } from './state.ts'
import type { Theme } from './theme.ts'
import { InputLine } from './widgets/input-line.tsx'
import { Pane, SplitPanes } from './widgets/pane.tsx'

/** The whole screen: header, body, a line for prompts and notices when there is one, footer. */
export function Workstation({ app, theme }: { app: App; theme: Theme }) {
  const state = useSyncExternalStore(app.store.subscribe, app.store.get)
  const { columns, rows } = useWindowSize()
  useEffect(() => {
    app.store.set((now) => (now.cols === columns && now.rows === rows ? now : { ...now, cols: columns, rows }))
  }, [app, columns, rows])
  const { suspendTerminal } = useApp()
  useEffect(() => app.terminal.drawnBy(suspendTerminal), [app, suspendTerminal])
  useInput((input, key) => receive(app, input, key))
  usePaste((text) => paste(app, text))
  const words = wordsOf(state)
  const { overlay } = state
  const isSearch = ['search', 'replies'].includes(topScreen(state).is)
  const hasLine = overlay?.is === 'prompt' || overlay?.is === 'confirm' || state.notice !== null
  const hasInputAbove = overlay?.is === 'palette' || (isSearch && !overlay)
  const layout = layoutOf(state.cols, state.rows, hasLine)
  if (layout.isTooSmall) return <Text>{words.tooSmall(state.cols, state.rows)}</Text>
  const following = overlay?.is === 'prefix' ? prefixLines(state, overlay.keys, words) : []
  const bodyRows = layout.bodyRows - (hasInputAbove ? 1 : 0) - following.length
  return (
    <Box flexDirection="column" width={state.cols} height={state.rows}>
      <Pane text={headerText(state, state.staff.get(app.home.actor.staffId) ?? app.home.actor.staffId, words, theme)} />
      {hasInputAbove && <AboveInput state={state} />}
      <Body app={app} state={state} rows={bodyRows} theme={theme} />
      {following.length > 0 && <Pane text={paintPane(following, state.cols, following.length, theme)} />}
      {hasLine && <MessageLine state={state} theme={theme} />}
      <Pane text={footerText(state, theme, words)} />
    </Box>
  )
}

function Body({ app, state, rows, theme }: { app: App; state: State; rows: number; theme: Theme }) {
  const words = wordsOf(state)
  const { overlay, cols } = state
  const whole = (lines: readonly Line[]) => <Pane text={paintPane(lines, cols, rows, theme)} />
  if (overlay?.is === 'help') return whole(helpLines(state, words).slice(overlay.top))
  if (overlay?.is === 'tour') return whole(tourLines(overlay.page, words, cols))
  if (overlay?.is === 'palette') return whole(paletteLines(state, overlay.text, overlay.cursor.index, words))
  if (overlay?.is === 'choose') return whole(choiceLines(overlay, cols))
  const { left, right, side, wish } = bodyOf(app, state, rows)
  const size = layoutOf(cols, state.rows, false, wish)
  return <SplitPanes {...{ left, side, size, rows, theme }} right={scrolled(right, state.scroll, rows)} />
}

/** The field above the body, and what is asked in it. */
function AboveInput({ state }: { state: State }) {
  const words = wordsOf(state)
  const top = topScreen(state)
  const [title, hint] =
    state.overlay?.is === 'palette'
      ? [words.palette.title, words.palette.placeholder]
      : top.is === 'replies'
        ? [words.screens.replies, words.replies.placeholder]
        : [words.screens.search, words.search.placeholder]
  return <FieldLine state={state} row={1} title={title} hint={hint} />
}

function FieldLine({ state, row, title, hint }: { state: State; row: number; title: string; hint: string }) {
  const field = fieldOf(state)
  if (!field) return null
  const { cols } = state
  return <InputLine {...{ cols, row, title, hint }} room={Math.floor(cols / 2)} typed={typedIn(state, field)} />
}

function MessageLine({ state, theme }: { state: State; theme: Theme }) {
  const words = wordsOf(state)
  const { overlay, notice } = state
  if (overlay?.is === 'prompt')
    return <FieldLine state={state} row={state.rows - 2} title={overlay.title} hint={overlay.hint} />
  if (overlay?.is === 'confirm') {
    // The question gives way, never the keys that answer it.
    const answers = [` ${words.ask.yes} `, ` ${words.ask.no} `] as const
    const room = state.cols - cellWidth(answers.join(''))
    const question = ` ${overlay.question} `
    const asked = line(
      { text: cellWidth(question) > room ? `${fitCells(question.trimEnd(), room - 1)} ` : question, tone: 'strong' },
      { text: answers[0], tone: 'warn' },
      { text: answers[1], tone: 'accent' },
    )
    return <Text>{paint(asked, state.cols, theme)}</Text>
  }
  return <Text>{paint(line({ text: ` ${notice?.text ?? ''}`, tone: notice?.tone }), state.cols, theme)}</Text>
}
