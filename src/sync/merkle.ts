import { createHash } from 'node:crypto'

/** A Merkle tree (RFC 6962, section 2.1) that grows leaf by leaf and keeps no more than the roots of its full subtrees. */
export type MerkleTree = {
  add(leaf: Uint8Array): void
  /** The Merkle tree hash of all leaves so far, in hexadecimal. */
  root(): string
}

export function merkleTree(): MerkleTree {
  /** Of full subtrees, from the largest to the smallest. */
  const peaks: { leaves: number; hash: Buffer }[] = []
  return {
    add(leaf) {
      let [leaves, hash] = [1, digest(0, leaf)]
      for (let last = peaks.at(-1); last?.leaves === leaves; last = peaks.at(-1)) {
        peaks.pop()
        hash = digest(1, last.hash, hash)
        leaves *= 2
      }
      peaks.push({ leaves, hash })
    },
    root() {
      const [last, ...larger] = peaks.map(({ hash }) => hash).reverse()
      if (!last) return createHash('sha256').digest('hex')
      return larger.reduce((right, left) => digest(1, left, right), last).toString('hex')
    },
  }
}

/** The first byte keeps a leaf from passing for a node. */
function digest(kind: 0 | 1, ...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256').update(Uint8Array.of(kind))
  for (const part of parts) hash.update(part)
  return hash.digest()
}
