import { Static, Text, useInput, usePaste } from 'ink'
import { useSyncExternalStore } from 'react'
import { type App, wordsOf } from './app.ts'
import { fieldOf } from './field.ts'
import { newsOf, spokenLines } from './present/spoken-lines.ts'
import { paste, receive } from './receive.ts'
import { createStateStore, type StateStore } from './store.ts'

/** All that was said, and the lines of the screen at that moment. */
type Said = { all: readonly string[]; last: readonly string[] }

/** Writes down what every change of the state has to say. */
export function speak(app: App): StateStore<Said> {
  const first = spokenLines(app, app.store.get())
  const said = createStateStore<Said>({ all: first, last: first })
  app.store.subscribe(() => {
    const lines = spokenLines(app, app.store.get())
    said.set(({ all, last }) => ({ all: [...all, ...newsOf(last, lines)], last: lines }))
  })
  return said
}

/**
 * The workstation for a screen reader: what has changed, line after line, in the order in which it is read. What was said stays;
 * only the line that is being typed in is written anew.
 */
export function Spoken({ app, said }: { app: App; said: StateStore<Said> }) {
  const state = useSyncExternalStore(app.store.subscribe, app.store.get)
  const { all } = useSyncExternalStore(said.subscribe, said.get)
  useInput((input, key) => receive(app, input, key))
  usePaste((text) => paste(app, text))
  const field = fieldOf(state)
  const title = state.overlay?.is === 'prompt' ? state.overlay.title : wordsOf(state).screens.search
  return (
    <>
      <Static items={[...all]}>{(text, at) => <Text key={at}>{text}</Text>}</Static>
      {field && <Text>{`${title}: ${field.text}`}</Text>}
    </>
  )
}
