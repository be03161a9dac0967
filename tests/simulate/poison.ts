import { z } from 'zod'
import { command } from '../../src/core/command.ts'
import { commands } from '../../src/core/registry.ts'
import { done } from '../../src/core/refusal.ts'
import { running } from './process.ts'

/** Whether endpoints fail on the command; a desk always takes it. */
export const poison = { isOn: false }

/** A command that an endpoint cannot decide, for a fault in the endpoint's program. Known to this process's registry only. */
const poisoned = command({
  name: 'simulate.poison',
  roles: ['butler', 'expert', 'supervisor'],
  offline: 'free',
  args: () => z.object({ text: z.string() }),
  async run({ args }) {
    if (poison.isOn && running.getStore()?.name.startsWith('e')) {
      const fault = new Error(`poisoned by ${args.text}`)
      fault.name = 'Poisoned'
      throw fault
    }
    return done({})
  },
})

export function registerPoison(): void {
  ;(commands as Map<string, typeof poisoned>).set(poisoned.name, poisoned)
}
