import type { WhyNode } from './why.ts'

/**
 * One sign a node. A rule: `v` speaks for paying, `x` against, `?` open, `-` neither, `!` a flag. A comparison: `+` holds,
 * `-` does not, `?` not known yet. A step: `=`, or `?` while its result is open.
 */
export function signOf({ part, is, value, isGood }: Pick<WhyNode, 'part' | 'is' | 'value' | 'isGood'>): string {
  if (value === 'unknown') return '?'
  switch (is) {
    case 'step':
      return '='
    case 'condition':
      return value ? '+' : '-'
    case 'rule':
      if (part === 'flags') return '!'
      return isGood === null ? '-' : isGood ? 'v' : 'x'
  }
}
