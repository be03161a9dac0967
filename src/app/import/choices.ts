import type { channels } from '../../core/conversation/kinds.ts'
import type { genders, relations } from '../../core/customer/schema.ts'
import type { policySources, policyStates } from '../../core/policy/schema.ts'
import type { ResourceKind } from '../../core/resource/kinds.ts'
import type { roles } from '../../core/staff/roles.ts'
import { fold } from './fold.ts'

/** How each choice of a field is written by people; Traditional characters need no entry of their own (fold.ts). */
type Choices<V extends string> = Record<V, string>

export const genderWords = {
  female: 'female f 女 女性 女士 小姐 2',
  male: 'male m 男 男性 先生 1',
  unknown: 'unknown 未知 未说明 不详 保密 0 9',
} satisfies Choices<(typeof genders)[number]>

export const relationWords = {
  self: 'self 本人 自己 投保人 客户本人',
  spouse: 'spouse husband wife 配偶 丈夫 妻子 先生 太太 老公 老婆 爱人 夫妻',
  child: 'child son daughter 子女 儿子 女儿 孩子 子 女 小孩',
  parent: 'parent father mother 父母 父亲 母亲 爸爸 妈妈 父 母',
  sibling: 'sibling brother sister 兄弟姐妹 哥哥 弟弟 姐姐 妹妹 兄弟 姐妹 兄 弟 姐 妹',
  other: 'other 其他 其它 其他亲属 祖父母 外祖父母 孙子女 岳父母 公婆',
} satisfies Choices<(typeof relations)[number]>

export const roleWords = {
  butler: 'butler 管家 保险管家 专属管家 顾问',
  expert: 'expert 理赔专家 专家 理赔',
  inspector: 'inspector 质检 质检员',
  supervisor: 'supervisor 主管 组长 督导',
  manager: 'manager 管理 经理 管理者',
  service: 'service 服务 服务账号 系统',
} satisfies Choices<(typeof roles)[number]>

export const resourceWords = {
  emergency: 'emergency 紧急求助 紧急 急救 紧急电话 报警',
  hotline: 'hotline 热线 咨询热线 援助热线 心理热线',
  hospital: 'hospital clinic 医院 诊所 医疗机构',
  insurer: 'insurer company 保险公司 保司 客服',
  community: 'community 社区 街道 居委会',
  mediation: 'mediation 调解 调解组织 监管 纠纷调解',
} satisfies Choices<ResourceKind>

export const channelWords = {
  wechat: 'wechat weixin 微信 企业微信 企微 wecom wx',
  phone: 'phone call tel 电话 来电 去电 通话',
  app: 'app application 应用 客户端 在线 在线客服',
  email: 'email mail 邮件 电子邮件 邮箱 电邮',
  visit: 'visit 面谈 拜访 到访 上门 见面',
} satisfies Choices<(typeof channels)[number]>

export const directionWords = {
  in: 'in inbound received customer 收 收到 接收 来 客户 客户发送 呼入 进',
  out: 'out outbound sent staff 发 发出 发送 去 管家 员工 员工发送 客服 呼出 出',
} satisfies Choices<'in' | 'out'>

export const sourceWords = {
  own: 'own self 自购 本人购买 自有 自己购买 本人 购买',
  family: 'family 家人 家庭 家人购买 家庭保单 家属',
  gift: 'gift 赠险 赠送 赠与 公益 赠',
} satisfies Choices<(typeof policySources)[number]>

export const stateWords = {
  inForce: 'inforce active valid 有效 生效 生效中 承保 正常 保障中',
  waiting: 'waiting pending 等待期 等待中 未生效 待生效',
  grace: 'grace 宽限期 宽限 宽限期内',
  lapsed: 'lapsed suspended 失效 中止 效力中止 停效',
  expired: 'expired matured 满期 到期 期满 已到期 已满期 过期',
  ended: 'ended terminated surrendered cancelled canceled 终止 已终止 退保 已退保 解除 解约 注销 理赔终止',
} satisfies Choices<(typeof policyStates)[number]>

/** Folded word → choice; the choice's own name is always a word. */
export function choiceIndex(choices: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const index = new Map<string, string>()
  for (const [choice, written] of Object.entries(choices))
    for (const word of [choice, ...written.split(' ')]) index.set(fold(word), choice)
  return index
}

/** The Chinese word by which each choice is shown: its first. */
export function chineseNames(choices: Readonly<Record<string, string>>): string[] {
  return Object.values(choices).map((written) => written.split(' ').find((word) => /\p{Script=Han}/u.test(word)) ?? '')
}
