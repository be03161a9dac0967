import { joinEndpoint } from '../../src/app/enrol.ts'
import { type Home, openHome } from '../../src/app/home.ts'

/** What a desk is told to do. It answers each with the same number, when it is done: a command is shown as saved then. */
export type Task =
  | { n: number; task: 'open'; folder: string }
  | { n: number; task: 'join'; folder: string; url: string; code: string }
  /** `later`: while the next sync waits for the answer to its pull, so that it is laid over what comes in. */
  | { n: number; task: 'give'; id: string; name: string; args: unknown; later?: boolean }
  | { n: number; task: 'sync' | 'follow' | 'state' | 'close' }
export type Done = { n: number; value?: unknown; fault?: string; code?: string }

let home: Home | null = null
const opened = () => {
  if (!home) throw new Error('no home is open')
  return home
}

const later: (() => void)[] = []
const giveLater = () => {
  for (const give of later.splice(0)) give()
}
Object.assign(globalThis, { butlerPassing: (label: string) => label === 'pull.before-ask' && giveLater() })

async function act(task: Task): Promise<unknown> {
  switch (task.task) {
    case 'open':
      home = await openHome(task.folder)
      return home.actor.staffId
    case 'join':
      return joinEndpoint(task.folder, task.url, task.code)
    case 'give':
      if (task.later) await new Promise<void>((resolve) => later.push(resolve))
      return opened().execute(task.name, task.args, { id: task.id })
    case 'sync':
      return opened().sync.once().finally(giveLater)
    case 'follow':
      return opened().sync.follow()
    case 'state':
      return opened().sync.state()
    case 'close':
      await home?.close()
      home = null
      return true
  }
}

process.on('message', (task: Task | { order: string }) => {
  if (!('task' in task)) return
  void act(task).then(
    (value) => process.send?.({ n: task.n, value } satisfies Done),
    (fault: unknown) => {
      const code = fault instanceof Error && 'code' in fault ? String(fault.code) : undefined
      const type = fault instanceof Error && 'type' in fault ? ` ${String(fault.type)}` : ''
      const text = fault instanceof Error ? `${fault.constructor.name}: ${fault.message}${type}` : String(fault)
      process.send?.({ n: task.n, fault: text, ...(code ? { code } : {}) } satisfies Done)
    },
  )
})
process.on('disconnect', () => process.exit(0))
process.channel?.ref()
