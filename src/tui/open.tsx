import { render } from 'ink'
import { isRemoteTerminal } from '../app/config.ts'
import type { Home } from '../app/home.ts'
import type { Language } from '../core/language.ts'
import type { Settings } from '../core/settings/settings.ts'
import { type App, begin, makeTerminal, refresh } from './app.ts'
import { remappedOf } from './key-table.ts'
import { KeyStream, pasteOff, pasteOn } from './key-stream.ts'
import { isTyping, noCaret, queueScreen, type State } from './state.ts'
import { createStateStore } from './store.ts'
import { colourTheme, plainTheme } from './theme.ts'
import { Workstation } from './workstation.tsx'

/** `keys`: those that the person has given to commands, checked. `warning`: said on the first screen. */
export type WorkstationOptions = {
  language: Language
  hasColour?: boolean
  keys?: Settings['keys']
  warning?: string
}

/** How often the reasons ("waiting 3h 12m") are told anew while nothing else happens. */
const clockMs = 60_000

/** Opens the workstation on a home, full screen, and resolves to the exit status once the person has left. */
export async function openWorkstation(
  home: Home,
  { language, hasColour = true, keys: given = {}, warning }: WorkstationOptions,
): Promise<number> {
  const { stdin, stdout } = process
  // Before anything is drawn: a key that the terminal echoes into the first frame would spoil it.
  stdin.setRawMode(true)
  stdout.write(pasteOn)
  const unpaste = () => void stdout.write(pasteOff)
  process.once('exit', unpaste)
  const store = createStateStore<State>({
    ...(await firstState(home, language, stdout)),
    ...(warning ? { notice: { text: warning, tone: 'bad' } } : {}),
    remapped: remappedOf(given),
  })
  const keys = new KeyStream(stdin, { isTyping: () => isTyping(store.get()), escapeMs: isRemoteTerminal() ? 100 : 50 })
  let status = 0
  const app: App = {
    home,
    store,
    previews: new Map(),
    tasks: new Set(),
    opening: null,
    terminal: makeTerminal(),
    exit(code) {
      status = code
      instance.unmount()
    },
  }
  const instance = render(<Workstation app={app} theme={hasColour ? colourTheme : plainTheme} />, {
    stdin: keys as unknown as NodeJS.ReadStream,
    stdout,
    alternateScreen: true,
    incrementalRendering: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps: 120,
  })
  const unwatch = home.watch(() => begin(app, refresh(app)))
  const ticking = setInterval(() => begin(app, refresh(app)), clockMs)
  const leave = () => app.exit(143)
  process.once('SIGTERM', leave)
  process.once('SIGHUP', leave)
  // The first frame before anything else: syncing loads Node's HTTP client.
  await instance.waitUntilRenderFlush()
  home.sync.follow()
  begin(app, refresh(app))
  await instance.waitUntilExit()
  process.off('SIGTERM', leave)
  process.off('SIGHUP', leave)
  clearInterval(ticking)
  process.off('exit', unpaste)
  unpaste()
  unwatch()
  keys.release()
  await Promise.all(app.tasks)
  return status
}

/** All that the first frame needs, read before it is drawn, so that it is the real one. */
async function firstState(home: Home, language: Language, stdout: NodeJS.WriteStream): Promise<State> {
  const now = home.clock.now()
  const [queue, sync] = [await home.query.queue(home.actor, now), await home.sync.state()]
  const staff = new Map((await home.query.all('staff')).map((person) => [person.id, person.name]))
  const screen = queueScreen()
  const first = queue[0]
  const preview = first ? ((await home.query.customer(first.case.customerId)) ?? null) : null
  return {
    ...{
      language,
      now,
      queue,
      wholeQueue: queue,
      sync,
      staff,
      flows: new Map(),
      overlay: null,
      notice: null,
      scroll: 0,
      caret: noCaret,
    },
    cols: stdout.columns || 80,
    rows: stdout.rows || 24,
    stack: [{ ...screen, cursorId: first?.case.id ?? null, preview }],
  }
}
