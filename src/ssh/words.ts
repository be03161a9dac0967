import { w } from '../core/language.ts'

export const said = {
  full: w('all sessions are taken; try again when somebody has left', '会话已满，请稍后再试', '連線已滿，請稍後再試'),
  crashed: w(
    'this session ended by a fault; others go on, and you can come in again',
    '本会话因故障中断，不影响他人，可重新登录',
    '本連線因故障中斷，不影響他人，可重新登入',
  ),
  idle: w('closed: no key was pressed for too long', '长时间无操作，已断开', '長時間無操作，已中斷'),
}
