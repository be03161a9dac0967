/** What a butler writes about a call. */
export function noteText(at: number): string {
  return `第${at + 1}次来电：问住院津贴几时到账，已说明三个工作日，客户没有别的问题。`
}
