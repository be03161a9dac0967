/** The opaque text that a tail can be resumed after; the same on an authority, on its desks and at its endpoint. */
export function writeTailCursor(epoch: string, ver: number): string {
  return `${epoch}.${ver}`
}

export function readTailCursor(cursor: string): { epoch: string; ver: number } | null {
  const [, epoch, ver] = /^([^.]+)\.(\d{1,15})$/.exec(cursor) ?? []
  return epoch && ver ? { epoch, ver: Number(ver) } : null
}
