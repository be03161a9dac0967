import { setImmediate } from 'node:timers/promises'
import { StoreFault } from '../store/store-fault.ts'
import type { Store } from '../store/store.ts'
import { decidePushes, type Push, type Pushed } from './decide-pushes.ts'
import { commandsAtOnce } from './protocol.ts'

type Waiting = { push: Push; resolve(pushed: Pushed): void; reject(fault: unknown): void }

/**
 * Where pushes stand in line. Those that arrive while others are being decided are decided together next, in one transaction:
 * what a transaction costs is paid once for many desks with a command each. Where the store takes several writers, some
 * transactions go on side by side. A fault in one push takes no other with it.
 */
export function pushLine(store: Store): (push: Push) => Promise<Pushed> {
  const line: Waiting[] = []
  const busy = new Set<string>()
  let serving = 0

  const serve = async () => {
    serving++
    for (;;) {
      // A store that answers at once would decide the first before the others, who have come in already, are even read.
      await setImmediate()
      const group = nextGroup(line, busy)
      if (group.length === 0) break
      const devices = group.map(({ push }) => push.giver.deviceId)
      for (const device of devices) busy.add(device)
      await settle(store, group)
      for (const device of devices) busy.delete(device)
    }
    serving--
  }
  return (push) =>
    new Promise((resolve, reject) => {
      line.push({ push, resolve, reject })
      if (serving < store.writersAtOnce) void serve()
    })
}

/** The first of the line, as many as one full request would be. Of each desk one at a time, for they follow each other. */
function nextGroup(line: Waiting[], busy: ReadonlySet<string>): Waiting[] {
  const group: Waiting[] = []
  const devices = new Set(busy)
  let commands = 0
  for (const one of line) {
    const { giver, numbered } = one.push
    if (group.length > 0 && commands + numbered.length > commandsAtOnce) break
    if (devices.has(giver.deviceId)) continue
    devices.add(giver.deviceId)
    commands += numbered.length
    group.push(one)
  }
  for (const one of group) line.splice(line.indexOf(one), 1)
  return group
}

async function settle(store: Store, group: readonly Waiting[]): Promise<void> {
  try {
    const pushed = await decidePushes(
      store,
      group.map(({ push }) => push),
    )
    for (const [index, one] of pushed.entries()) group[index]?.resolve(one)
  } catch (fault) {
    // What is wrong with the store is wrong for all of them; anything else may lie in one.
    if (group.length === 1 || fault instanceof StoreFault) for (const one of group) one.reject(fault)
    else for (const one of group) await settle(store, [one])
  }
}
