import type { Words } from '../../core/language.ts'
import type { RowKind } from '../../core/import/schema.ts'
import {
  channelWords,
  chineseNames,
  directionWords,
  genderWords,
  resourceWords,
  roleWords,
  sourceWords,
  stateWords,
} from './choices.ts'
import { expected } from './catalogue.ts'
import { readHousehold } from './household.ts'
import {
  amountReader,
  choiceReader,
  readCode,
  readDate,
  readEndDate,
  readFen,
  readIdentity,
  readInstant,
  readPhone,
  type ReadValue,
  readTags,
  readTime,
  readText,
} from './values.ts'

/** One thing that a column of a file may say: `name` is what a mapping file calls it, `field` the row's own field. */
export type Column = {
  name: string
  field: string
  isRequired: boolean
  read: ReadValue
  expected: Words
  /** Chinese first: the way in which a missing column is named to people. */
  headers: readonly string[]
  /** Read from this other field of the row where the file has no such column. */
  fallback?: string
  /** What it may be, where that is one of few. */
  choices?: Readonly<Record<string, string>>
}

type Reading = { read: ReadValue; expected: Words; choices?: Readonly<Record<string, string>> }
const code: Reading = { read: readCode, expected: expected.id() }
const date: Reading = { read: readDate, expected: expected.date() }
const amount: Reading = { read: amountReader(0), expected: expected.amount() }
const time: Reading = { read: readTime, expected: expected.time() }
const fen: Reading = { read: readFen, expected: expected.fen() }
const text = (most: number): Reading => ({ read: readText, expected: expected.text(most) })
const choice = (choices: Readonly<Record<string, string>>): Reading => ({
  read: choiceReader(choices),
  expected: expected.oneOf(Object.keys(choices), chineseNames(choices)),
  choices,
})

const need = (field: string, reading: Reading, headers: string): Column => column(field, field, true, reading, headers)
const may = (field: string, reading: Reading, headers: string): Column => column(field, field, false, reading, headers)

function column(name: string, field: string, isRequired: boolean, reading: Reading, headers: string): Column {
  return { name, field, isRequired, ...reading, headers: headers.split(' ') }
}

const staff = [
  need('externalId', code, '工号 员工编号 员工号 人员编号 编号 外部编号 staffid employeeid id'),
  need('name', text(80), '姓名 员工姓名 名字 staffname fullname'),
  need('role', choice(roleWords), '角色 岗位 职位 职务 position job'),
]

const customers = [
  need('externalId', code, '客户编号 客户号 客户ID 客户代码 会员编号 会员号 编号 外部编号 customerid customerno id'),
  need('name', text(80), '姓名 客户姓名 客户名称 名字 customername fullname'),
  need('owner', code, '管家 管家编号 管家工号 管家号 专属管家 所属管家 服务管家 负责人 butler butlerid ownerid'),
  may('gender', choice(genderWords), '性别 sex'),
  may('bornOn', date, '出生日期 生日 出生年月日 出生年月 birthday birthdate dateofbirth dob'),
  may(
    'phone',
    { read: readPhone, expected: expected.phone() },
    '手机号 手机 手机号码 电话 电话号码 联系电话 联系方式 移动电话 mobile mobilephone phonenumber tel telephone',
  ),
  may(
    'idNumber',
    { read: readIdentity, expected: expected.identity() },
    '身份证号 身份证 身份证号码 身份证件号码 身分证 身分证号 身分证号码 证件号 证件号码 公民身份号码 identitynumber idno idcard',
  ),
  may('city', text(60), '城市 所在城市 居住城市 常住城市 所在地 居住地'),
  may('tags', { read: readTags, expected: expected.tags() }, '标签 客户标签 tag labels label'),
  may(
    'since',
    date,
    '成为客户日期 服务开始日期 开始服务日期 加入日期 入会日期 注册日期 建档日期 customersince joinedon',
  ),
  may(
    'household',
    { read: readHousehold, expected: expected.household() },
    '家庭成员 家属 家人 家庭 familymembers family members',
  ),
]

const policies = [
  {
    ...need('externalId', code, '保单ID 保单标识 外部编号 编号 记录编号 流水号 policyid id'),
    fallback: 'number',
  },
  need('customer', code, '客户编号 客户号 客户ID 客户代码 客户 投保人编号 投保人客户号 customerid customerno'),
  need('number', code, '保单号 保单号码 保险单号 保险单号码 保单编号 policynumber policyno'),
  need('productCode', code, '产品代码 产品编码 产品编号 产品 险种代码 险种编码 product productid'),
  may('insuredName', text(80), '被保险人 被保险人姓名 被保人 被保人姓名 insured insuredperson'),
  may('source', choice(sourceWords), '来源 保单来源 保单归属 购买方式'),
  may('state', choice(stateWords), '状态 保单状态 合同状态 status policystatus'),
  need(
    'issuedOn',
    date,
    '承保日期 承保日 出单日期 签发日期 签单日期 投保日期 合同成立日 合同成立日期 issuedate issued',
  ),
  need(
    'effectiveOn',
    date,
    '生效日期 生效日 合同生效日 合同生效日期 起保日期 保险起期 保障开始日期 effectivedate startdate',
  ),
  {
    ...need(
      'expiresOn',
      { read: readEndDate, expected: expected.date() },
      '到期日期 到期日 满期日期 满期日 终止日期 截止日期 保险止期 保障结束日期 expirydate expirationdate enddate',
    ),
  },
  may('paidThrough', date, '已缴至 缴费至 已缴费至 已交至 交费至 缴费截至 缴至日期 交至日期 paidto paiduntil'),
  column(
    'premium',
    'premiumFen',
    true,
    amount,
    '保费 保险费 年缴保费 年交保费 年保费 首期保费 期缴保费 期交保费 每期保费',
  ),
  column('premiumFen', 'premiumFen', true, fen, '保费分'),
  column('sumInsured', 'sumInsuredFen', false, amount, '保额 保险金额 基本保额 基本保险金额 coverage coverageamount'),
  column('sumInsuredFen', 'sumInsuredFen', false, fen, '保额分'),
]

const conversations = [
  need('externalId', code, '消息编号 消息ID 消息号 消息标识 编号 外部编号 messageid id'),
  need('conversation', code, '会话编号 会话ID 会话号 会话 对话编号 对话 conversationid threadid thread'),
  need('customer', code, '客户编号 客户号 客户ID 客户代码 客户 customerid customerno'),
  may('channel', choice(channelWords), '渠道 沟通渠道 会话渠道 通道'),
  need('direction', choice(directionWords), '方向 收发 消息方向 收发方向'),
  may('author', code, '员工编号 工号 管家编号 管家工号 管家 发送人编号 客服工号 authorid staffid staff butler'),
  need(
    'at',
    { read: readInstant, expected: expected.instant() },
    '时间 发送时间 消息时间 日期时间 time timestamp datetime sentat',
  ),
  need('text', text(8000), '内容 消息内容 消息 文本 正文 message content body'),
]

const shifts = [
  need('staff', code, '工号 员工编号 员工号 员工 人员编号 人员 staffid employee employeeid person'),
  need('on', date, '日期 班次日期 上班日期 排班日期 date day'),
  need('from', time, '开始时间 开始 上班时间 上班 起 start begins'),
  need('until', time, '结束时间 结束 下班时间 下班 止 end ends to'),
]

const resources = [
  need('kind', choice(resourceWords), '类别 类型 种类 type category'),
  need('name', text(120), '名称 单位 机构 机构名称 单位名称 organisation organization'),
  need(
    'phone',
    { read: readCode, expected: expected.dialled() },
    '电话 电话号码 号码 联系电话 热线 phonenumber tel telephone number hotline',
  ),
  may('city', text(60), '城市 所在城市 地区'),
  may('district', text(60), '区县 区 县 行政区'),
  may('note', text(500), '说明 备注 remark remarks notes'),
]

/** Every column of every kind of row, in the order in which a file would have them. */
export const columnsOf: Readonly<Record<RowKind, readonly Column[]>> = {
  staff,
  customers,
  policies,
  conversations,
  shifts,
  resources,
}
