import { Box, Text, useInput, useWindowSize } from 'ink'
import { useEffect, useSyncExternalStore } from 'react'
import { openReply, typeFilter } from './actions/library.ts'
import { openSelected } from './actions/navigate.ts'
import { typeSearch } from './actions/settings.ts'
import { type App, begin, wordsOf } from './app.ts'
import { bodyOf } from './body.ts'
import { press } from './keys.ts'
import { layoutOf } from './layout.ts'
import { choiceLines, footerText, headerText, helpLines, paletteLines } from './present/frame-lines.ts'
import { type Line, line, paint, paintPane, scrolled } from './present/line.ts'
import { start, type State, topScreen } from './state.ts'
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
  useInput((input, key) => press(app, input, key))
  const words = wordsOf(state)
  const { overlay } = state
  const isSearch = ['search', 'replies'].includes(topScreen(state).is)
  const hasLine = overlay?.is === 'prompt' || overlay?.is === 'confirm' || state.notice !== null
  const hasInputAbove = overlay?.is === 'palette' || (isSearch && !overlay)
  const layout = layoutOf(state.cols, state.rows, hasLine)
  if (layout.isTooSmall) return <Text>{words.tooSmall(state.cols, state.rows)}</Text>
  const bodyRows = layout.bodyRows - (hasInputAbove ? 1 : 0)
  return (
    <Box flexDirection="column" width={state.cols} height={state.rows}>
      <Pane text={headerText(state, state.staff.get(app.home.actor.staffId) ?? app.home.actor.staffId, words, theme)} />
      {hasInputAbove && <AboveInput app={app} state={state} />}
      <Body app={app} state={state} rows={bodyRows} theme={theme} />
      {hasLine && <MessageLine app={app} state={state} theme={theme} />}
      <Pane text={footerText(state, theme, words)} />
    </Box>
  )
}

function Body({ app, state, rows, theme }: { app: App; state: State; rows: number; theme: Theme }) {
  const words = wordsOf(state)
  const { overlay, cols } = state
  const whole = (lines: readonly Line[]) => <Pane text={paintPane(lines, cols, rows, theme)} />
  if (overlay?.is === 'help') return whole(helpLines(state, words).slice(overlay.top))
  if (overlay?.is === 'palette') return whole(paletteLines(state, overlay.text, overlay.cursor.index, words))
  if (overlay?.is === 'choose') return whole(choiceLines(overlay, cols))
  const { left, right, share } = bodyOf(app, state, rows)
  const size = layoutOf(cols, state.rows, false, share)
  return <SplitPanes left={left} right={scrolled(right, state.scroll, rows)} size={size} rows={rows} theme={theme} />
}

function AboveInput({ app, state }: { app: App; state: State }) {
  const words = wordsOf(state)
  const { overlay } = state
  if (overlay?.is === 'palette')
    return (
      <InputLine
        cols={state.cols}
        room={Math.floor(state.cols / 2)}
        onReady={app.field.setReady}
        title={words.palette.title}
        value={overlay.text}
        hint={words.palette.placeholder}
        onChange={(text) => app.store.set((now) => ({ ...now, overlay: { is: 'palette', text, cursor: start } }))}
        onSubmit={() => press(app, '', { return: true })}
      />
    )
  const top = topScreen(state)
  if (top.is === 'replies')
    return (
      <InputLine
        cols={state.cols}
        room={Math.floor(state.cols / 2)}
        onReady={app.field.setReady}
        title={words.screens.replies}
        value={top.text}
        hint={words.replies.placeholder}
        onChange={(text) => typeFilter(app, text)}
        onSubmit={() => begin(app, openReply(app))}
      />
    )
  return (
    <InputLine
      cols={state.cols}
      room={Math.floor(state.cols / 2)}
      onReady={app.field.setReady}
      title={words.screens.search}
      value={top.is === 'search' ? top.text : ''}
      hint={words.search.placeholder}
      onChange={(text) => typeSearch(app, text)}
      onSubmit={() => begin(app, openSelected(app))}
    />
  )
}

function MessageLine({ app, state, theme }: { app: App; state: State; theme: Theme }) {
  const words = wordsOf(state)
  const { overlay, notice } = state
  if (overlay?.is === 'prompt')
    return (
      <InputLine
        cols={state.cols}
        room={Math.floor(state.cols / 2)}
        onReady={app.field.setReady}
        title={overlay.title}
        value={overlay.value}
        hint={overlay.hint}
        onChange={(value) => {
          app.store.set((now) => ({ ...now, overlay: { ...overlay, value } }))
          overlay.onChange?.(value)
        }}
        onSubmit={() => {
          // What is in the store: text and Enter that came in one piece are not drawn in between.
          const { overlay: now } = app.store.get()
          if (now?.is === 'prompt') now.onSubmit(now.value)
        }}
      />
    )
  if (overlay?.is === 'confirm') {
    const asked = line(
      { text: ` ${overlay.question} `, tone: 'strong' },
      { text: ` ${words.ask.yes} `, tone: 'warn' },
      { text: ` ${words.ask.no} `, tone: 'accent' },
    )
    return <Text>{paint(asked, state.cols, theme)}</Text>
  }
  return <Text>{paint(line({ text: ` ${notice?.text ?? ''}`, tone: notice?.tone }), state.cols, theme)}</Text>
}
