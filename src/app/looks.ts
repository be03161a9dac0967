import type { ThemeName } from '../core/settings/settings.ts'

export const ambiguousWidths = ['auto', '1', '2'] as const

/** How the workstation is to be drawn, as a person asks for it; what is not said is found out. */
export type Looks = {
  theme?: ThemeName | undefined
  ambiguousWidth?: (typeof ambiguousWidths)[number] | undefined
  /** Words in reading order, for a screen reader: no second screen, no colours, no panes beside each other. */
  isForScreenReader?: boolean | undefined
  /** False: drawn on the terminal's own screen, whose history stays. */
  hasAltScreen?: boolean | undefined
}
