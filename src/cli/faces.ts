import type { Authority } from '../app/authority.ts'
import type { Home } from '../app/home.ts'
import type { Language } from '../core/language.ts'

/** The other faces, as main.ts hands them in: a face never imports another, and none is loaded before it is called. */
export type Faces = {
  openWorkstation(home: Home, options: { language: Language; hasColour: boolean }): Promise<number>
  listen(
    authority: Authority,
    host: string,
    port: number,
    onFault: (fault: unknown) => void,
  ): Promise<{ url: string; close(): Promise<void> }>
}
