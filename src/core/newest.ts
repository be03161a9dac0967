/** Of things that come in versions the newest of each code. */
export function newestOfEach<T extends { code: string; version: number }>(all: Iterable<T>): T[] {
  const newest = new Map<string, T>()
  for (const one of all) if (one.version >= (newest.get(one.code)?.version ?? 0)) newest.set(one.code, one)
  return [...newest.values()]
}
