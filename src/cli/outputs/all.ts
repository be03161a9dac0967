import { bookOutputs } from './book.ts'
import { claimOutputs } from './claims.ts'
import { flowOutputs } from './flows.ts'
import { libraryOutputs } from './library.ts'
import type { Outputs } from './parts.ts'
import { peopleOutputs } from './people.ts'
import { upkeepOutputs } from './upkeep.ts'
import { workOutputs } from './work.ts'

/** What `--json` of each verb prints: a line of this shape, or a refusal. */
export const outputs: Outputs = {
  ...{ ...peopleOutputs, ...bookOutputs, ...workOutputs, ...claimOutputs, ...flowOutputs, ...libraryOutputs },
  ...upkeepOutputs,
}
