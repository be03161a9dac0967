import { render } from 'ink'
import { isRemoteTerminal } from '../app/config.ts'
import { isFirstRun } from '../app/first-run.ts'
import type { Home } from '../app/home.ts'
import type { Looks } from '../app/looks.ts'
import type { Language } from '../core/language.ts'
import type { Settings } from '../core/settings/settings.ts'
import { type App, begin, makeTerminal, refresh, type Terminal, wordsOf } from './app.ts'
import { remappedOf } from './key-table.ts'
import { KeyStream, pasteOff, pasteOn } from './key-stream.ts'
import { lookAt } from './look.ts'
import { followPresence } from './presence.ts'
import { redrawOnResize } from './resized.ts'
import { followRounds } from './rounds.ts'
import { emptyState, isTyping, queueScreen, type Screen, start, type State } from './state.ts'
import { createStateStore, type StateStore } from './store.ts'
import { speak, Spoken } from './spoken.tsx'
import { Workstation } from './workstation.tsx'

/**
 * `keys`: those that the person has given to commands, checked. `warning`: said on the first screen. `screen`: opened above the queue; with
 * `isBoardOnly` there is no queue below it, and no way to anywhere else.
 * `terminal`: another than the one of this process. `onOpened` is told of the app as soon as its first frame is drawn.
 */
export type WorkstationOptions = {
  language: Language
  hasColour?: boolean
  looks?: Looks
  keys?: Settings['keys']
  warning?: string
  screen?: 'board'
  isBoardOnly?: boolean
  terminal?: { stdin: NodeJS.ReadStream; stdout: NodeJS.WriteStream }
  onOpened?: (app: App, flushed: () => Promise<void>) => void
}

/** A row that turns out wider than it was reckoned is cut off, where it would push all below it down. */
const wrapOff = '\x1b[?7l'
const wrapOn = '\x1b[?7h'

/** How often the reasons ("waiting 3h 12m") are told anew while nothing else happens. */
const clockMs = 60_000

/** Opens the workstation on a home, full screen, and resolves to the exit status once the person has left. */
export async function openWorkstation(home: Home, options: WorkstationOptions): Promise<number> {
  const { language, hasColour = true, looks = {}, keys: given = {}, warning } = options
  const { stdin, stdout } = options.terminal ?? process
  // Before anything is drawn: a key that the terminal echoes into the first frame would spoil it.
  stdin.setRawMode(true)
  const isSpoken = looks.isForScreenReader === true
  stdout.write(pasteOn + (isSpoken ? '' : wrapOff))
  const restore = () => void stdout.write(pasteOff + (isSpoken ? '' : wrapOn))
  process.once('exit', restore)
  const look = lookAt(stdout, hasColour, looks)
  // What is typed before anything is there to take it waits in the stream.
  const isField = () => drawn !== null && isTyping(drawn.get())
  const escapeMs = isRemoteTerminal() ? 100 : 50
  const keys = new KeyStream(stdin, { isTyping: isField, escapeMs, isReport: look.isReport })
  let drawn: StateStore<State> | null = null
  const isBoardOnly = options.isBoardOnly === true
  const first = await firstState(home, language, stdout, isBoardOnly)
  const above: Screen[] = options.screen ? [{ is: options.screen, cursor: start, data: null }] : []
  const stack = isBoardOnly ? above : [...first.stack, ...above]
  const store = createStateStore<State>({ ...first, stack, isBoardOnly, remapped: remappedOf(given) })
  drawn = store
  await look.settled()
  if (warning) store.set((state) => ({ ...state, notice: { text: warning, tone: 'bad' } }))
  else if (!home.isReadonly && !isBoardOnly && isFirstRun(home.folder))
    store.set((state) => ({ ...state, notice: { text: wordsOf(state).tour.offer, tone: 'good' } }))
  let status = 0
  const app: App = {
    home,
    store,
    previews: new Map(),
    tasks: new Set(),
    opening: null,
    terminal: isSpoken ? makeTerminal(stdout) : wrappingOutside(makeTerminal(stdout), stdout),
    exit(code) {
      status = code
      instance.unmount()
    },
  }
  const said = isSpoken ? speak(app) : null
  const screen = () => (said ? <Spoken {...{ app, said }} /> : <Workstation app={app} theme={look.theme()} />)
  const instance = render(screen(), {
    stdin: keys as unknown as NodeJS.ReadStream,
    stdout,
    alternateScreen: !isSpoken && looks.hasAltScreen !== false,
    incrementalRendering: !isSpoken,
    isScreenReaderEnabled: isSpoken,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps: 120,
  })
  look.onChange(() => {
    instance.rerender(screen())
    begin(
      app,
      app.terminal.suspend(async () => {}),
    )
  })
  const unwatch = home.watch(() => begin(app, refresh(app)))
  const ticking = setInterval(() => begin(app, refresh(app)), clockMs)
  const leave = () => app.exit(143)
  process.once('SIGTERM', leave)
  process.once('SIGHUP', leave)
  // The first frame before anything else: syncing loads Node's HTTP client.
  await instance.waitUntilRenderFlush()
  const untold = followRounds(app)
  home.sync.follow()
  const unfollow = followPresence(app)
  const unsized = isSpoken ? () => {} : redrawOnResize(app, stdout)
  begin(app, refresh(app))
  options.onOpened?.(app, () => instance.waitUntilRenderFlush())
  await instance.waitUntilExit()
  process.off('SIGTERM', leave)
  process.off('SIGHUP', leave)
  clearInterval(ticking)
  process.off('exit', restore)
  restore()
  untold()
  unfollow()
  unsized()
  unwatch()
  keys.release()
  await Promise.all(app.tasks)
  return status
}

/** Another program that has the terminal meanwhile finds it as it was. */
function wrappingOutside(terminal: Terminal, stdout: NodeJS.WriteStream): Terminal {
  const suspend: Terminal['suspend'] = (work) =>
    terminal.suspend(async () => {
      stdout.write(wrapOn)
      try {
        await work()
      } finally {
        stdout.write(wrapOff)
      }
    })
  return { ...terminal, suspend }
}

/** All that the first frame needs, read before it is drawn, so that it is the real one. */
async function firstState(
  home: Home,
  language: Language,
  stdout: NodeJS.WriteStream,
  isBoardOnly: boolean,
): Promise<State> {
  const now = home.clock.now()
  const [queue, sync] = [isBoardOnly ? [] : await home.query.queue(home.actor, now), await home.sync.state()]
  const products = await home.query.productNames()
  const staff = new Map((await home.query.all('staff')).map((person) => [person.id, person.name]))
  const first = queue[0]
  const preview = first ? ((await home.query.customer(first.case.customerId)) ?? null) : null
  return {
    ...emptyState({ language, now, cols: stdout.columns || 80, rows: stdout.rows || 24 }),
    ...{ queue, wholeQueue: queue, sync, staff, products },
    isReadonly: home.isReadonly,
    stack: [{ ...queueScreen(), cursorId: first?.case.id ?? null, preview }],
  }
}
