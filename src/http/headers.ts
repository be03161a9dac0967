/** On every answer: nothing is kept on the way, guessed at, framed or told on. */
export function headersOf(requestId: string, isTls: boolean): Record<string, string> {
  return {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    ...(isTls ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}
