import type { CasePlan } from './standing.ts'

/** Work in the butler's hands whose promise or service level is broken or about to be. */
export const pressingPlans: readonly CasePlan[] = [
  {
    kind: 'followUp',
    who: 'parent',
    title: '答应回电：给老人比较两款防癌险',
    clocks: [['callBack', 'promised', 24, -15]],
  },
  {
    kind: 'followUp',
    title: '答应发的复诊材料清单还没发',
    clocks: [['callBack', 'promised', 6, -2.2]],
    priority: 'high',
  },
  { kind: 'specialRequest', title: '答应核实外购药能不能报', clocks: [['callBack', 'promised', 24, -0.6]] },
  {
    kind: 'followUp',
    title: '住院垫付，答应每两小时报一次进度',
    clocks: [['callBack', 'promised', 2, -0.9]],
    priority: 'urgent',
  },
  {
    kind: 'question',
    title: '外地急诊能不能报，首次回复超时',
    clocks: [['firstReply', 'serviceLevel', 4, -1.5]],
    waitMinutes: 330,
    says: ['> 在外地出差急性肠胃炎挂的急诊，花了三千多，这个能报吗？', '> 发票我都留着'],
  },
  {
    kind: 'question',
    who: 'child',
    title: '孩子住院津贴怎么算，首次回复超时',
    clocks: [['firstReply', 'serviceLevel', 4, -20]],
    waitMinutes: 1_440,
    says: ['> {child}住了九天院，津贴是按几天算的？', '> 昨天就问了，麻烦看到回一下'],
  },
  { kind: 'dispute', title: '拒赔争议：安抚与说明已超时', clocks: [['step', 'serviceLevel', 4, -6]], priority: 'high' },
  { kind: 'followUp', title: '答应回电：讲解重疾轻症的区别', clocks: [['callBack', 'promised', 6, 0.7]] },
  { kind: 'followUp', who: 'spouse', title: '答应给夫妻两人的方案', clocks: [['callBack', 'promised', 12, 2.5]] },
  { kind: 'specialRequest', title: '答应给出续保核保结论', clocks: [['callBack', 'promised', 96, 20]] },
  {
    kind: 'question',
    title: '明早手术，问要不要提前报备',
    clocks: [['firstReply', 'serviceLevel', 4, 0.4]],
    priority: 'urgent',
    waitMinutes: 216,
    says: ['> 明天早上八点做胆囊手术，需要提前跟保险公司报备吗？', '> 有点紧张，怕漏了什么手续'],
  },
  {
    kind: 'question',
    title: '扣费短信真假',
    clocks: [['firstReply', 'serviceLevel', 4, 0.9]],
    waitMinutes: 186,
    says: ['> 收到一条扣费6480元的短信，里面有个链接，是你们发的吗？我没敢点'],
  },
  { kind: 'dispute', title: '拒赔争议：证据计划待补病历', clocks: [['step', 'serviceLevel', 24, 3]], priority: 'high' },
  { kind: 'care', title: '出院第三天，答应送病历复印指引', clocks: [['documents', 'serviceLevel', 48, 9]] },
]

/** Questions and requests that the butler has handed to the experts. */
export const expertPlans: readonly CasePlan[] = [
  handed('question', '慢性肾病透析属于特殊门诊还是住院', {
    clocks: [['step', 'serviceLevel', 24, -2]],
    priority: 'high',
  }),
  handed('specialRequest', '质子治疗费用预审', { clocks: [['callBack', 'promised', 48, 6]], priority: 'urgent' }),
  handed('question', '罕见病用药是否在百万医疗范围', {
    waitMinutes: 150,
    says: ['> 医生建议用一个进口药，一个月两万多，能报的话我们就用，想尽快知道'],
  }),
  handed('question', '两家公司重疾定义不一致，能否都赔', {
    waitMinutes: 520,
    says: ['> 我还有一份别家的重疾险，他们说能赔，你们这边呢？'],
  }),
  handed('question', '微创支架是轻症还是中症', {
    waitMinutes: 75,
    priority: 'high',
    says: ['> 我爸放了两个支架，这个按哪一档赔？', '> 报告我拍给你'],
  }),
  handed('question', '转院两次的费用怎么合并', {
    waitMinutes: 1_500,
    says: ['> 前后转了两家医院，票据要分开交还是一起交？'],
  }),
  handed('question', '门诊手术算不算住院医疗', {
    waitMinutes: 42,
    says: ['> 肠息肉是门诊切的，没办住院，能按住院医疗报吗'],
  }),
  handed('followUp', '复核伤口感染与前次手术的因果关系', { dueInDays: 0 }),
  handed('followUp', '病理会诊结果回来后重新判断', { dueInDays: 0, priority: 'high' }),
  handed('followUp', '向医院调取首次病程记录', { dueInDays: 0 }),
  handed('followUp', '核对医保结算单与发票差额', { dueInDays: 0 }),
  handed('followUp', '整理同类争议的裁判案例', { dueInDays: 0, priority: 'low' }),
  handed('specialRequest', '外籍家属就医材料的认可范围', { dueInDays: 0 }),
  handed('followUp', '给管家团队讲甲状腺癌分期理赔', { dueInDays: 0, priority: 'low' }),
]

/** What waits for the supervisor's word, and complaints in the inspector's hands. */
export const otherRolePlans: readonly CasePlan[] = [
  {
    kind: 'specialRequest',
    role: 'supervisor',
    title: '特事特办：援外医生感染，保障尚未生效',
    clocks: [['step', 'serviceLevel', 24, 4]],
    priority: 'high',
  },
  {
    kind: 'specialRequest',
    role: 'supervisor',
    title: '特事特办：确诊日仅差一天，家庭困难',
    dueInDays: 0,
    priority: 'high',
  },
  { kind: 'specialRequest', role: 'supervisor', title: '申请延长宽限：客户住院无法缴费', dueInDays: 0 },
  { kind: 'specialRequest', role: 'supervisor', title: '客户要求更换管家', dueInDays: 0 },
  {
    kind: 'complaint',
    role: 'supervisor',
    title: '投诉答复延期至30天，待审批',
    clocks: [['complaintReply', 'statutory', 360, 30]],
    priority: 'high',
  },
  {
    kind: 'complaint',
    role: 'supervisor',
    title: '客户称将向12378反映，升级处理',
    clocks: [['step', 'serviceLevel', 2, -0.5]],
    priority: 'urgent',
  },
  {
    kind: 'complaint',
    role: 'inspector',
    title: '投诉：两次来电无人接听',
    clocks: [['complaintReply', 'statutory', 360, -7]],
    priority: 'high',
  },
  {
    kind: 'complaint',
    role: 'inspector',
    title: '投诉：材料分三次通知补交',
    clocks: [['complaintReply', 'statutory', 360, 60]],
  },
  {
    kind: 'complaint',
    role: 'inspector',
    title: '投诉：续保提醒短信太频繁',
    clocks: [['complaintReply', 'statutory', 360, 200]],
    dueInDays: 0,
  },
  {
    kind: 'complaint',
    role: 'inspector',
    title: '投诉：回复像机器人，没有解决问题',
    clocks: [['complaintReply', 'statutory', 360, 250]],
    dueInDays: 0,
  },
]

function handed(kind: CasePlan['kind'], title: string, standing: Omit<CasePlan, 'kind' | 'title'>): CasePlan {
  return { ...standing, kind, title, role: 'expert' }
}
