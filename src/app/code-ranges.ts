/** A set of code points, written as inclusive ranges in hexadecimal, in order: `1100-115f 231a`. Read when it is first asked. */
export function codeRanges(written: string): () => { has(codePoint: number): boolean } {
  let known: { has(codePoint: number): boolean } | undefined
  return () => (known ??= read(written))
}

function read(written: string) {
  const ranges = written.split(/\s+/).map((range) => range.split('-').map((hex) => Number.parseInt(hex, 16)))
  const firsts = ranges.map(([first = 0]) => first)
  const lasts = ranges.map(([first = 0, last = first]) => last)
  return {
    has(codePoint: number): boolean {
      let [low, high] = [0, firsts.length - 1]
      while (low <= high) {
        const middle = (low + high) >> 1
        if (codePoint < (firsts[middle] ?? 0)) high = middle - 1
        else if (codePoint > (lasts[middle] ?? 0)) low = middle + 1
        else return true
      }
      return false
    },
  }
}
