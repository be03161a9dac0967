import { afterAll, beforeAll, expect, test } from 'vitest'
import { dealWithLateSteps } from '../../../src/app/late-round.ts'
import { accepted } from '../../world.ts'
import { People } from './people.ts'

/** Each shipped flow from its start to its end, by two or three people at their own desks, one of whom is away for a while. */
let people: People
const customers = ['水清明', '田小满', '林谷雨', '温立夏', '路白露', '安秋分', '方小寒', '江大暑', '云惊蛰']
beforeAll(async () => {
  people = await People.atWork(customers)
})
afterAll(() => people[Symbol.asyncDispose]())

const ok = { ok: true }
const minute = 60_000

test('E5: a deposit is prepaid and settled; where the terms do not provide for it, that road is short', async () => {
  const stay = { hospital: '示例市一院', ward: '心内科', depositFen: 1_200_000, admittedOn: '2026-03-19' }
  const papers = { documents: ['admission', 'depositBill', 'authorisation'], isComplete: true }
  const id = await people.start('b1', 'E5', 'c.b1-2', stay)
  expect(await people.step('b1', id, 'collect', papers)).toMatchObject({ result: { role: 'expert' } })
  await people.desk('x1')
  people.goes('x1')
  const screened = { productName: '安心百万医疗', clauseNumber: '4.1', screeningBasis: '保单有效且已过等待期' }
  await people.step('x1', id, 'screen', { ...screened, screening: 'fits' })
  await people.step('x1', id, 'request', { requestedOn: '2026-03-20', expectedOn: '2026-03-21' })
  await people.comesBack('x1')
  expect(await people.send('x1', id, 'requested')).toContain(
    '押金12,000.00元，我们正按安心百万医疗（条款4.1）向保险公司申请垫付',
  )
  await people.step('x1', id, 'answer', { insurerAnswer: 'guarantees' })
  const refused = { escalationId: id, templateId: 'declined', language: 'zh-Hans' }
  expect(await people.give('b1', 'escalation.send', refused)).toMatchObject({ code: 'escalation.wrong-facts' })
  expect(await people.step('b1', id, 'tellWard', { prepaidFen: 1_200_000, isWardTold: true })).toMatchObject(ok)
  await people.step('x1', id, 'settle', { dischargedOn: '2026-03-20', settledFen: 345_600, returnFen: 0 })
  expect(await people.step('b1', id, 'close', { result: '已垫付并结清' })).toMatchObject({
    result: { state: 'closed' },
  })
  expect((await people.run(id)).steps.filter(({ state }) => state === 'skipped').map((one) => one.id)).toEqual([
    'notFit',
    'declined',
  ])

  const other = await people.start('b1', 'E5', 'c.b1-2', stay)
  await people.step('b1', other, 'collect', papers)
  const answered = await people.step('x1', other, 'screen', {
    ...screened,
    screening: 'doesNotFit',
    screeningBasis: '医院为一级',
  })
  expect(answered).toMatchObject({ result: { next: 'notFit', role: 'butler' } })
  expect(await people.send('b1', other, 'notFit')).toContain('这不影响您之后申请理赔')
  await people.step('b1', other, 'notFit')
  await people.step('b1', other, 'close', { result: '自付' })
  await people.allIsSettled()
})

test('E6: nobody is accused in writing, who noticed it does not decide, and a doubt that falls away ends with an apology', async () => {
  const seen = { indicators: ['dateConflict'], observed: '发票日期早于入院日期一天', reporter: 's1 测试' }
  const id = await people.start('b1', 'E6', 'c.b1-3', seen)
  await people.step('i1', id, 'review', { review: '入院登记与发票相差一日', needsAsking: true })
  await people.fill('x1', id, { documents: ['住院病历'], checkedPoints: '疑似造假的日期', answerBy: '2026-03-27' })
  const asks = { escalationId: id, templateId: 'supplement', language: 'zh-Hans' }
  expect(await people.give('x1', 'escalation.send', asks)).toMatchObject({
    code: 'escalation.wording',
    data: { words: ['造假', '疑似'], until: 'outcome' },
  })
  await people.fill('x1', id, { checkedPoints: '住院日期与费用日期' })
  expect(await people.send('x1', id, 'supplement')).toContain(
    '用于核对住院日期与费用日期。我们会在2026-03-27前给您结果。',
  )
  await people.step('x1', id, 'ask')
  await people.desk('i1')
  people.goes('i1')
  await people.step('i1', id, 'weigh', { answers: '急诊先收费，次日入院' })
  await people.comesBack('i1')
  await people.fill('m1', id, { outcome: 'cleared', outcomeReason: '急诊先收费后入院，日期相符' })
  expect(await people.approve('s1', id, 'outcome')).toMatchObject({
    code: 'escalation.barred',
    data: { field: 'reporter' },
  })
  expect(await people.approve('m1', id, 'outcome')).toMatchObject({ ok: true, result: { next: 'clear' } })
  expect(await people.send('x1', id, 'inOrder')).toContain('没有问题。耽误了您的时间，非常抱歉')
  await people.step('x1', id, 'clear')
  expect(await people.step('i1', id, 'close', { lesson: '急诊先收费应列入规则' })).toMatchObject({
    result: { state: 'closed' },
  })
  await people.allIsSettled()
})

test('E7: an incident is contained, reported, told and mended in its times', async () => {
  const found = { foundOn: '2026-03-20', what: '理赔材料发错群', dataTypes: ['health', 'policy'], incident: 'missent' }
  const id = await people.start('b1', 'E7', 'c.b1-4', found)
  await people.desk('b1')
  people.goes('b1')
  await people.step('b1', id, 'contain', { containment: '两分钟内撤回，群成员确认未保存' })
  await people.comesBack('b1')
  const assessed = {
    peopleCount: 1,
    isSensitive: true,
    cause: '选错会话',
    harm: 'possible',
    harmReason: '病情被他人知晓',
  }
  await people.step('s1', id, 'assess', { ...assessed, isReportable: true })
  expect((await people.run(id)).steps[2]).toMatchObject({ id: 'report', state: 'active', owner: 'manager' })
  await people.step('m1', id, 'report', { reportedOn: '2026-03-20', reportNumber: '示例报〔2026〕1号' })
  await people.fill('b1', id, { advice: '留意陌生来电', contact: '隐私专员甲', contactPhone: '100-0000-0003' })
  expect(await people.send('b1', id, 'notice')).toContain(
    '我们发现您的健康信息、保单和理赔信息可能受到影响（误发），原因是选错会话',
  )
  await people.step('b1', id, 'tell', { toldOn: '2026-03-20' })
  // Ten working days: 04-04 to 04-06 are Tomb-sweeping.
  expect((await people.steps(id)).at(-1)).toBe('mend active 2026-04-03 18:00')
  await people.step('s1', id, 'mend', { mended: '发送前核对会话', assessmentUpdatedOn: '2026-03-20' })
  expect((await people.run(id)).state).toBe('closed')
  await people.allIsSettled()
})

test('E8: the regulator and the customer are answered in time by people who are not complained of', async () => {
  const item = await people.give('b1', 'case.open', { customerId: 'c.b1-5', kind: 'question', title: '投诉' })
  const said = { caseId: item.ok ? item.result['caseId'] : '', direction: 'in', text: '一直没有人回复我' }
  const message = await people.give('b1', 'message.log', said)
  const letter = {
    ...{ documentNumber: '示例金督〔2026〕12号', office: '示例金融监管局', receivedOn: '2026-03-20' },
    ...{ letterDueOn: '2026-03-30', subject: 'b1 测试', demand: '说明为何迟迟未回复' },
  }
  const id = await people.start('s1', 'E8', 'c.b1-5', letter)
  const proof = message.ok ? [`message:${String(message.result['messageId'])}`] : []
  await people.step('i1', id, 'register', { proof, isFrozen: true, handler: 'i1 测试', replyBy: '2026-04-03' })
  await people.step('i1', id, 'triage', { isClaimDispute: false })
  expect((await people.steps(id)).slice(2, 4)).toEqual(['link skipped', 'facts active 2026-03-27 18:00'])
  expect(await people.send('i1', id, 'received')).toContain(
    '由i1 测试（与被投诉事项无关）专项处理，将于2026-04-03前书面答复您并报告监管部门',
  )
  await people.desk('i1')
  people.goes('i1')
  await people.step('i1', id, 'facts', { facts: '三次留言在交接班时遗漏' })
  await people.step('i1', id, 'contact', { contactedOn: '2026-03-20', wishes: '希望得到道歉' })
  await people.comesBack('i1')
  const item8 = await people.world.authority.query.row('case', String((await people.run(id)).caseId))
  expect(item8).toMatchObject({
    role: 'supervisor',
    clocks: expect.arrayContaining([expect.objectContaining({ kind: 'statutory' })]),
  })
  await people.step('s1', id, 'decide', { outcome: 'upheld', decisionReason: '留言确有遗漏，向您致歉' })
  expect((await people.steps(id))[6]).toBe('answerRegulator active 2026-03-30 23:59')
  await people.step('s1', id, 'answerRegulator', { reportedOn: '2026-03-20' })
  await people.fill('i1', id, { remedies: ['recheck', 'mediation'] })
  expect(await people.send('i1', id, 'reply')).toContain('已有处理决定：投诉成立。理由：留言确有遗漏，向您致歉')
  await people.step('i1', id, 'reply', { repliedOn: '2026-03-20' })
  await people.step('s1', id, 'rectify', { rootCause: '交接班清单缺留言一栏', rectification: ['清单增加留言一栏'] })
  expect((await people.run(id)).state).toBe('closed')
  await people.allIsSettled()
})

test('E10: the expert knows everything before calling, and the customer knows the expert', async () => {
  const told = { situation: '住院理赔被问责任免除', wish: '想知道能不能赔', said: '已说明需要专家看材料' }
  const id = await people.start('b1', 'E10', 'c.b1-6', told)
  await people.desk('b1')
  people.goes('b1')
  await people.step('b1', id, 'prepare', { mood: 'worried', callTime: '工作日19点后' })
  expect((await people.run(id)).steps[0]?.state).toBe('active')
  await people.comesBack('b1')
  const own = { expertName: 'x1 测试', isRead: true, inOwnWords: '客户担心免责，需核对条款2.4' }
  expect(await people.step('x1', id, 'accept', own)).toMatchObject({ result: { next: 'introduce', role: 'butler' } })
  expect(await people.send('b1', id, 'introduction')).toContain('您说过的情况x1 测试都已看过，不用再重复')
  await people.step('b1', id, 'introduce')
  // From Friday: one working day is Monday.
  expect((await people.steps(id))[3]).toBe('call active 2026-03-23 18:00')
  await people.step('x1', id, 'call', { calledOn: '2026-03-20', nextOn: '2026-03-24' })
  await people.step('b1', id, 'ask', { feedback: '觉得被理解' })
  expect((await people.run(id)).state).toBe('closed')
  await people.allIsSettled()
})

test('E11: who answers at last is not written to; who does not is left in peace by a supervisor’s decision', async () => {
  const matter = { matter: '续期保费将在月底到期', dueOn: '2026-04-30' }
  const once = await people.start('b1', 'E11', 'c.b1-7', matter)
  await people.step('b1', once, 'try', { attempts: ['3月20日上午 电话'], firstRound: true })
  expect(await people.steps(once)).toEqual([
    ...['try done', 'tryAgain skipped', 'write skipped', 'rest skipped', 'close active 2026-04-30 23:59'],
  ])
  const id = await people.start('b1', 'E11', 'c.b1-8', matter)
  await people.desk('b1')
  people.goes('b1')
  await people.step('b1', id, 'try', { attempts: ['3月20日上午 电话'], firstRound: false })
  await people.step('b1', id, 'tryAgain', { otherAttempts: ['3月21日晚 微信'], secondRound: false })
  await people.comesBack('b1')
  expect(await people.send('b1', id, 'letter')).toContain('请在2026-04-30前回复我们')
  await people.step('b1', id, 'write', { letterSentOn: '2026-03-20' })
  await people.step('s1', id, 'rest', { restUntil: '2026-04-20', restReason: '等信件送达' })
  expect(await people.step('b1', id, 'close', { result: '客户回电，已缴费' })).toMatchObject({
    result: { state: 'closed' },
  })
  await people.allIsSettled()
})

test('E12: the family is condoled first, papers come when they wish, and no cold word goes out', async () => {
  const id = await people.start('b1', 'E12', 'c.b1-9', { lateName: '云老先生', familyContact: '云女士' })
  await people.step('b1', id, 'quiet', { isQuiet: true })
  expect(await people.send('b1', id, 'condolence')).toContain('云女士，刚刚得知云老先生离开的消息，心里很难过')
  await people.desk('b1')
  people.goes('b1')
  await people.step('b1', id, 'condole', { wishes: '下周二以后，微信' })
  await people.comesBack('b1')
  const found = { policiesRead: ['安心百万医疗', '赠险'], hasCover: true, coverWords: '身故保障一份，死者为被保险人' }
  expect(await people.step('x1', id, 'search', found)).toMatchObject({ result: { next: 'explain' } })
  await people.fill('b1', id, { documents: ['deathCertificate', 'register', 'application'], helper: 'x1 测试' })
  const guides = { escalationId: id, templateId: 'guidance', language: 'zh-Hans' }
  expect(await people.give('b1', 'escalation.send', guides)).toMatchObject({ data: { words: ['死者'] } })
  await people.fill('b1', id, { coverWords: '身故保障一份' })
  expect(await people.send('b1', id, 'guidance')).toContain(
    '只需准备：居民死亡医学证明、户籍注销证明、申请书（由我们代填）',
  )
  await people.step('b1', id, 'explain')
  await people.step('x1', id, 'submit', { submittedOn: '2026-03-20' })
  expect((await people.steps(id)).slice(5)).toEqual(['noCover skipped', 'stay active 2026-04-19 23:59'])
  await people.step('b1', id, 'stay', { familyState: '渐渐平复' })
  expect((await people.run(id)).state).toBe('closed')
  await people.allIsSettled()
})

test('E4: somebody without a policy is helped, the lead is late once, and what was kept of them goes', async () => {
  const asked = { name: '水女士的邻居', where: '示例市青松社区3栋', what: '老人胸闷', basis: 'emergency' }
  const begun = accepted(await people.give('b1', 'care.begin', asked))
  const [customerId, caseId] = [String(begun['customerId']), String(begun['caseId'])]
  const fields = { who: asked.name, place: asked.where, situation: asked.what, phone: '100-0000-0001' }
  const about = { flowId: 'E4@2', customerId, caseId, claimId: null, fields }
  const id = String(accepted(await people.give('b1', 'escalation.start', about))['escalationId'])
  expect((await people.steps(id))[0]).toBe('answer active 2026-03-20 10:05')
  await people.fill('b1', id, { emergencyNumber: 'ambulance', atRisk: ['elders'], basis: 'lifeAndHealth' })
  expect(await people.send('b1', id, 'first')).toMatch(/^水女士的邻居，您先不要着急，请先拨打120（急救）。/)
  expect(await people.step('b1', id, 'answer')).toMatchObject(ok)
  // The supervisor does not see it in time: the manager hears of it, once.
  people.world.clock.advance(16 * minute)
  expect(await dealWithLateSteps(people.world.authority)).toEqual([id])
  expect(await dealWithLateSteps(people.world.authority)).toEqual([])
  const manager = await people.desk('m1')
  const [told] = await manager.query.queue(manager.actor, manager.clock.now())
  expect(told).toMatchObject({ band: 1, case: { title: 'E4 紧急救助 · 逾期：主管牵头', customerId } })
  expect(await people.step('s1', id, 'warRoom', { lead: 's1' })).toMatchObject(ok)

  // The butler goes on without network; it all goes up in one when it is back.
  await people.desk('b1')
  people.goes('b1')
  await people.step('b1', id, 'search', {
    ...{ attempts: ['青松社区热线：已派人', '示例市一院：有床位'], resource: '青松社区卫生站' },
    ...{ resourcePhone: '100-0000-0002', verifiedOn: '2026-03-20' },
  })
  await people.step('b1', id, 'stay', { checkIn: '救护车已到', isSafe: false })
  people.world.clock.advance(40 * minute)
  await people.step('b1', id, 'stay', { checkIn: '已送医', isSafe: true })
  expect((await people.steps(id))[2]).toMatch(/^search active/)
  await people.comesBack('b1')
  const stay = (await people.run(id)).steps.find((step) => step.id === 'stay')
  expect(stay).toMatchObject({ state: 'done' })
  expect(stay?.rounds?.map(({ answers }) => answers)).toEqual([
    { checkIn: '救护车已到', isSafe: false },
    { checkIn: '已送医', isSafe: true },
  ])
  expect(await people.step('b1', id, 'lessons', { lesson: '社区热线要先核实' })).toMatchObject({
    result: { state: 'closed' },
  })
  await people.allIsSettled()

  // All is done for them: when the term is over nothing of them stays, the run as little as the rest.
  for (const [person, done] of [
    ['b1', caseId],
    ['m1', told?.case.id],
  ] as const)
    accepted(await people.give(person, 'case.done', { caseId: done, outcome: '已平安' }))
  people.world.clock.advance(31 * 24 * 60 * minute)
  accepted(await people.world.authority.execute('care.forget', { customerId }))
  const desk = await people.desk('b1')
  for (const home of [people.world.authority, desk]) {
    expect(await home.query.row('escalation', id)).toBeUndefined()
    expect(await home.query.row('customer', customerId)).toBeUndefined()
  }
})
