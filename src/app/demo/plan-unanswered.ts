import type { Case } from '../../core/case/schema.ts'
import type { Priority } from '../../core/case/kinds.ts'
import type { otherButlers } from './staff.ts'
import type { Who } from './standing.ts'

/** A conversation in which the customer had the last word: importing it opens a question's case by itself. */
export type UnansweredPlan = {
  /** Lines as in a `Dialogue`; the wait begins with the first line after the last answer. */
  lines: readonly string[]
  waitMinutes: number
  who?: Who
  writes?: 'hant' | 'en'
  /** Said by a person afterwards: how pressing it is. */
  priority?: Priority
  concern?: NonNullable<Case['concern']>
}

/** The customers whom nobody has answered yet, the most urgent first, then by how long they wait. */
export const unansweredPlans: readonly UnansweredPlan[] = [
  {
    ...asked(6, '> 我爸突然胸口疼得厉害，出了一身冷汗，在等120', '> 押金要多少，我手上钱不够，你们能先垫吗'),
    priority: 'urgent',
    concern: 'life',
    who: 'parent',
  },
  {
    ...asked(
      23,
      '> 在高速上追尾了，{spouse}和孩子都在车上，人没大事，但是车动不了，我们站在护栏外面',
      '> 现在该先打给谁',
    ),
    priority: 'urgent',
    concern: 'safety',
    who: 'spouse',
  },
  {
    ...asked(140, '> 小同志，我一个人住，眼睛看不清手机，有人打电话叫我把保险的钱转到安全账户，我转了一半了'),
    priority: 'high',
    concern: 'vulnerability',
    who: 'elder',
  },
  asked(3, '> 在吗，想问下我的保单现在有效吗'),
  asked(5, '> {illness}手术前要做的检查，能不能一起报？'),
  { ...asked(9, '> {child}在学校磕破了额头，缝了四针，发票是电子的可以吗'), who: 'child', priority: 'high' },
  asked(12, '> 续费的时候为什么比去年贵了一百多'),
  { ...asked(14, '> 請問理賠款可唔可以過數去香港戶口？'), writes: 'hant' },
  asked(18, '> 刚才发的体检报告收到了吗？'),
  asked(21, '> 刚刚住进{hospital}，病房是双人间，算普通部吗', '> 护士说也可以换到国际部'),
  {
    ...asked(26, '> Hi, I have been told to have a knee operation next week. Which hospitals can I use?'),
    writes: 'en',
  },
  asked(31, '> 我想把缴费日改到发工资以后，可以吗'),
  { ...asked(37, '> {parent}查出糖尿病了，原来的保单还能续吗，有点慌'), who: 'parent', priority: 'high' },
  asked(44, '> 医保卡忘带了，先自费出的院，还来得及补吗'),
  asked(52, '> 免赔额是不是可以和家里人的合在一起算？'),
  asked(58, '> 公司团险和你们的先报哪个'),
  { ...asked(65, '> 保單上的英文名串錯了一個字母，要緊嗎？'), writes: 'hant', priority: 'low' },
  asked(73, '> 电子发票重复打印会不会被认定重复报销'),
  { ...asked(80, '> 卡里钱不够，重疾那个扣款失败了，会断保吗'), who: 'longCover', priority: 'high' },
  { ...asked(92, '> 甲状腺结节4a类要穿刺，穿刺的钱能报吗', '> 有点害怕结果'), priority: 'urgent' },
  asked(101, '> 想给自己加一份意外险，做外卖的能买吗'),
  asked(115, '> 老二马上满月，什么时候能投保？'),
  asked(128, '> 理赔申请书第三栏怎么填，图片我圈出来了'),
  { ...asked(147, '> 深圳呢間醫院係咪公立？我下星期去覆診。', '> 名叫市第二人民醫院'), writes: 'hant' },
  asked(160, '> 退保能退多少钱，帮我算一下'),
  asked(175, '> 我的邮箱换了，电子保单重新发一份吧'),
  { ...asked(190, '> 朋友也想找你做管家，怎么加你', '> 他家两个孩子'), priority: 'low' },
  asked(215, '> 上周的材料交齐了吗？还差什么一次跟我说完吧'),
  {
    ...asked(
      230,
      '> 你好，{illness}能报吗',
      '< 可以的，{address}，住公立医院普通部就行。您什么时候住院？',
      '> 后天，那用不用先做什么',
    ),
    priority: 'high',
  },
  asked(255, '> 生育津贴跟住院津贴是一回事吗'),
  { ...asked(280, '> Does the waiting period start again when I renew?'), writes: 'en' },
  asked(305, '> 外购药医生开了处方，在药房买的一万二，能报不'),
  asked(340, '> 保险公司打电话来回访，问的问题我答错了一个，有影响吗'),
  { ...asked(365, '> {parent}住院我在外地，可以代办理赔吗？要什么委托书'), who: 'parent' },
  asked(390, '> 去年体检说有脂肪肝，买的时候没当回事，要不要补告知'),
  asked(430, '> 前两天急诊输液，花了两千六，医保报了九百'),
  { ...asked(470, '> 想同屋企人一齊睇下份危疾保單，有冇時間傾十五分鐘？'), writes: 'hant' },
  asked(520, '> 赠送的那张津贴什么时候到期', '> 到期会不会自己扣钱'),
  { ...asked(580, '> 退休以后医保转回老家，保单会受影响吗'), who: 'elder' },
  { ...asked(660, '> 头晕做了核磁，结果还没出，先问问会不会影响续保'), priority: 'high' },
  asked(740, '> 请问理赔到账了怎么看明细，金额和我算的差八百多'),
  { ...asked(830, '> 搬家把保单合同弄丢了，补一份要钱吗'), priority: 'low' },
  asked(960, '> 我昨天问的事有消息了吗', '> 不急，就是惦记着'),
  { ...asked(1_140, '> 想请你帮忙看看{child}在学校买的那份，和家里的重不重复'), who: 'child', priority: 'low' },
  asked(1_430, '> 出院小结上的名字写错了一个字，医院说改要等一周'),
  { ...asked(1_900, '> 手術費用單有兩張，日期不同，是否分開申請？', '> 麻煩有空回覆'), writes: 'hant' },
  asked(2_350, '> 拒赔的那个事，我想好了，还是想争取一下', '> 需要我做什么'),
  asked(2_900, '> 上次说的方案我和家里商量过了，有两个地方想改', '> 您方便的时候联系我'),
  { ...asked(3_700, '> 能不能开一张保费的发票，单位报销要用'), priority: 'low' },
]

/** The same for the butlers of the smaller books. */
export const smallBookPlans: Readonly<Record<(typeof otherButlers)[number], readonly UnansweredPlan[]>> = {
  b02: [
    asked(17, '> 你好，刚转到你这边，原来的管家说你会联系我'),
    asked(135, '> 请问体检中心的报告能代替医院的检查单吗'),
    asked(600, '> 上次那张发票我补好了，麻烦收一下'),
  ],
  b03: [
    asked(28, '> 住院要带什么证件，电子医保码行不行'),
    asked(222, '> 我想把保额查一下，两张保单分别是多少'),
    asked(710, '> 缴费日正好在国外，会不会扣不到'),
  ],
}

function asked(waitMinutes: number, ...lines: string[]): UnansweredPlan {
  return { waitMinutes, lines }
}
