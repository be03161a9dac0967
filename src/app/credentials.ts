import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from './whole-file.ts'

/** 256 random bits, as it is sent. */
export function newToken(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
}

/** What the endpoint issues when a desk enrols; without a refresh token (protocol 1) the token is good for good. */
export type IssuedTokens = { token: string; refreshToken?: string | undefined; tokenLifeMs?: number | undefined }
export type Pair = { access: string; refresh: string }
/**
 * A desk's tokens. `renewAt`: when to ask for the next, by this desk's clock (epoch ms). `next`: those that were asked for and
 * not confirmed yet; they are asked for again, never others, since others would look like a thief's. `earlier`: refresh tokens
 * that were spent, newest first: to an authority that was put back from a backup one of them is the newest.
 */
export type Tokens = Pair & { renewAt: number | null; next: Pair | null; earlier: string[] }

const accessName = 'token'
const refreshName = 'token.refresh'
const caName = 'ca.pem'

/** The tokens of a desk's folder. A protocol 1 token is its own refresh token. */
export function readTokens(folder: string): Tokens {
  const access = readFileSync(join(folder, accessName), 'utf8').trim()
  const file = join(folder, refreshName)
  if (!existsSync(file)) return { access, refresh: access, renewAt: 0, next: null, earlier: [] }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Omit<Tokens, 'access' | 'earlier'> & Partial<Tokens>
  const { refresh, next, earlier = [] } = kept
  // Cut off between the two files: the new access token stands, so what it came with is confirmed.
  if (next && next.access === access)
    return { access, refresh: next.refresh, renewAt: 0, next: null, earlier: [refresh, ...earlier] }
  return { ...kept, access, earlier }
}

/** Writes the tokens so that they survive a power cut, for nobody else to read. The access token first: the rest can be redone. */
export function writeTokens(folder: string, { access, ...rest }: Tokens): void {
  writeWhole(join(folder, accessName), `${access}\n`)
  writeWhole(join(folder, refreshName), `${JSON.stringify(rest)}\n`)
}

export function keepTokens(folder: string, issued: IssuedTokens, now: number): void {
  const { token, refreshToken, tokenLifeMs } = issued
  if (refreshToken && tokenLifeMs)
    writeTokens(folder, {
      access: token,
      refresh: refreshToken,
      renewAt: renewalTime(now, tokenLifeMs),
      next: null,
      earlier: [],
    })
  else writeWhole(join(folder, accessName), `${token}\n`)
}

/** With a quarter of its life left, so that a desk that is offline for an hour never stands before a closed door. */
export function renewalTime(now: number, lifeMs: number): number {
  return now + Math.floor(lifeMs * 0.75)
}

/** The certificate authority that this desk was told to trust alone; null for those of the machine. */
export function caIn(folder: string): string | null {
  const file = join(folder, caName)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

export function keepCa(folder: string, ca: string): void {
  writeWhole(join(folder, caName), ca)
}
