import { w } from '../../core/language.ts'
import { backgroundOf } from '../terminal-probe.ts'
import { finding, type Finding } from './finding.ts'

/** What is known of a terminal without asking it, and what it answered; `answers` null where nobody could ask. */
export type TerminalSeen = {
  env: Record<string, string | undefined>
  colorDepth: number | null
  size: { cols: number; rows: number } | null
  answers: string | null
}

/** The questions, in one write; the last is answered by every terminal that answers at all. */
export const questions = '\x1b]11;?\x1b\\\x1b[?2026$p\x1b[?u\r…\x1b[6n\r\x1b[K\x1b[c'
// oxlint-disable-next-line no-control-regex
export const lastAnswer = /\x1b\[\?[\d;]*c/

/** Characters that are written differently in Simplified and in Traditional: a font shows which of them it has. */
export const fontSample = '骨直令'

export function terminalFindings({ env, colorDepth, size, answers }: TerminalSeen): Finding[] {
  return [
    localeFinding(env),
    termFinding(env),
    colourFinding(env, colorDepth),
    ...(size ? [sizeFinding(size)] : []),
    ...answerFindings(env, answers),
    finding(
      'fonts',
      w('Font sample', '字体样例', '字型範例'),
      fontSample,
      'ok',
      w(
        'if these look foreign, choose a Simplified or a Traditional Chinese monospace font (Sarasa Mono, Noto Sans Mono CJK)',
        '字形不对时，请换用简体或繁体等宽字体（更纱黑体、Noto Sans Mono CJK）',
        '字形不對時，請換用簡體或繁體等寬字型（更紗黑體、Noto Sans Mono CJK）',
      ),
    ),
  ]
}

function localeFinding(env: TerminalSeen['env']): Finding {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''
  const isFine = /utf-?8/i.test(locale)
  return finding(
    'locale',
    w('Locale', '区域设置', '地區設定'),
    locale || '-',
    isFine ? 'ok' : 'note',
    isFine
      ? null
      : w('set LANG=zh_CN.UTF-8 or another UTF-8 locale', '请设置 LANG=zh_CN.UTF-8', '請設定 LANG=zh_TW.UTF-8'),
  )
}

function termFinding(env: TerminalSeen['env']): Finding {
  const term = env['TERM'] ?? ''
  const isFine = term !== '' && term !== 'dumb'
  const plain = w(
    'without a full screen there are plain lines: butler --plain',
    '无法使用全屏，将逐行显示：butler --plain',
    '無法使用全螢幕，將逐行顯示：butler --plain',
  )
  return finding('term', w('TERM', 'TERM', 'TERM'), term || '-', isFine ? 'ok' : 'note', isFine ? null : plain)
}

function colourFinding(env: TerminalSeen['env'], depth: number | null): Finding {
  const title = w('Colours', '颜色', '顏色')
  if (env['NO_COLOR']) return finding('colours', title, 'NO_COLOR')
  return finding('colours', title, depth === null ? '-' : String(2 ** depth))
}

function sizeFinding({ cols, rows }: { cols: number; rows: number }): Finding {
  const isFine = cols >= 60 && rows >= 16
  const larger = w('60x16 is the least', '至少需要 60x16', '至少需要 60x16')
  return finding('size', w('Size', '尺寸', '尺寸'), `${cols}x${rows}`, isFine ? 'ok' : 'fault', isFine ? null : larger)
}

function answerFindings(env: TerminalSeen['env'], answers: string | null): Finding[] {
  const titles = {
    width: w('Cells of … · →', '… · → 所占格数', '… · → 所佔格數'),
    ground: w('Background', '背景', '背景'),
    sync: w('Whole frames (DEC 2026)', '整帧刷新（DEC 2026）', '整幀更新（DEC 2026）'),
    kitty: w('Kitty keyboard', 'Kitty 键盘协议', 'Kitty 鍵盤協定'),
    clipboard: w('Clipboard (OSC 52)', '剪贴板（OSC 52）', '剪貼簿（OSC 52）'),
  }
  if (answers === null) return [finding('ambiguousWidth', titles.width, '-')]
  // oxlint-disable-next-line no-control-regex
  const column = /\x1b\[\d+;(\d+)R/.exec(answers)?.[1]
  // oxlint-disable-next-line no-control-regex
  const ground = backgroundOf(/\x1b\]11;[^\x07\x1b]*/.exec(answers)?.[0] ?? '', env)
  // oxlint-disable-next-line no-control-regex
  const mode = /\x1b\[\?2026;(\d)\$y/.exec(answers)?.[1]
  const attributes = lastAnswer.exec(answers)?.[0] ?? ''
  const silent = w(
    'it does not say: choose with --ambiguous-width 1 or 2',
    '终端未作答：请用 --ambiguous-width 1 或 2 指定',
    '終端機未回應：請用 --ambiguous-width 1 或 2 指定',
  )
  const flicker = w(
    'frames may flicker over a slow line; tmux 3.4 and newer pass it on when terminal-features has sync',
    '线路慢时画面可能闪烁；tmux 3.4 起可在 terminal-features 中加入 sync',
    '線路慢時畫面可能閃爍；tmux 3.4 起可在 terminal-features 中加入 sync',
  )
  const isWhole = mode === '1' || mode === '2'
  return [
    column === undefined
      ? finding('ambiguousWidth', titles.width, '-', 'note', silent)
      : finding('ambiguousWidth', titles.width, column === '3' ? '2' : '1'),
    finding('background', titles.ground, ground ?? '-'),
    finding('syncOutput', titles.sync, isWhole ? 'yes' : 'no', isWhole ? 'ok' : 'note', isWhole ? null : flicker),
    // oxlint-disable-next-line no-control-regex
    finding('kitty', titles.kitty, /\x1b\[\?\d+u/.test(answers) ? 'yes' : 'no'),
    // A terminal may take it without saying so.
    finding('clipboard', titles.clipboard, /[;?]52[;c]/.test(attributes) ? 'yes' : '?'),
  ]
}
