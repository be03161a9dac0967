import type { App } from '../app.ts'
import { start } from '../state.ts'
import { open } from './navigate.ts'

export function openRoster(app: App): Promise<void> {
  return open(app, { is: 'roster', cursor: start, data: null })
}
