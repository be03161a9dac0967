import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { jsonLines, lineFrom, startButler, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { makeTeam } from './team.ts'

const folder = tempFolder()
const team = join(folder, 'team')
beforeAll(() => makeTeam(team))

const at = (home: string) => (args: readonly string[], input?: string) =>
  butler(['--home', home, ...args], input === undefined ? {} : { input })
const as = (staff: string, args: readonly string[], input?: string) => at(team)(['--as', staff, ...args], input)
/** As the butler of the customer, on words without blanks. */
const b = (line: string, input?: string) => as('B001', line.split(' '), input)
const x = (line: string, input?: string) => as('X001', line.split(' '), input)
type Ran = Awaited<ReturnType<typeof butler>>
const told = (ran: Ran) => JSON.parse(ran.out) as Record<string, unknown>

async function done(run: Promise<Ran>): Promise<Ran> {
  const ran = await run
  if (ran.code !== 0) expect(ran).toEqual({ code: 0 })
  return ran
}

/** Refused by a rule: its status and its code, which stands on stderr. */
async function refused(run: Promise<Ran>, code: string): Promise<Ran> {
  const ran = await run
  expect(ran).toMatchObject({ code: 6, err: expect.stringContaining(`(${code})`) })
  return ran
}

/** Runs that do not depend on each other, side by side. */
const all = <T>(runs: readonly Promise<T>[]): Promise<T[]> => Promise.all(runs)

/** T01: appendicitis, settled with social insurance. */
const stay = {
  ...{ 'policy.unbroken_renewal': false, 'policy.with_social': true, 'ytd.own_spend_fen': 0, 'ytd.paid_fen': 0 },
  ...{ 'event.cause': 'illness', 'event.exclusion': 'none', 'event.severity': 'none', 'event.treatment': 'inpatient' },
  ...{ 'event.emergency': false, 'event.diagnosed_on': '2026-03-10', 'event.first_symptom_on': '2026-03-09' },
  ...{ 'hospital.grade': 3, 'hospital.public': true, 'hospital.ward': 'general', 'bill.other_paid_fen': 0 },
  ...{ 'stay.admitted_on': '2026-03-10', 'stay.discharged_on': '2026-03-15', 'bill.total_fen': 2_863_245 },
  ...{ 'bill.social_paid_fen': 1_120_418, 'bill.settled_with_social': true },
  ...{ 'history.had_before': false, 'history.knew_before': false },
}

test('a claim from its first word to the money won', async () => {
  // Every policy that could respond is offered at once; what is not a fact is named.
  const responding = jsonLines((await done(b('claim responds C0001 --facts - --json', JSON.stringify(stay)))).out)
  expect(responding).toMatchObject([
    {
      ...{ policyId: 'p.L0001', productCode: 'MED-MILLION', source: 'own', verdict: 'needs_info' },
      // What is known of one policy alone is not asked of the event: how much of its deductible is used up, for one.
      ...{
        amountFen: { min: 0, max: 1_742_827 },
        missing: expect.arrayContaining(['ytd.own_spend_fen']),
        clauses: expect.arrayContaining(['2.3.1']),
      },
      quotes: { '2.3.1': expect.stringMatching(/./) },
    },
    { policyId: 'p.L0002', productCode: 'CI-LONG', verdict: 'needs_info' },
  ])
  expect((await b('claim responds C0001 --facts - --lang zh-Hans', JSON.stringify(stay))).out).toMatch(
    /^TEST-2026-000001\t.*\t本人购买\t信息不足\t¥0\.00 – ¥17,428\.27\t/,
  )
  expect((await b('claim responds C0001 --insured 云帆')).out).toBe('')
  await refused(b('claim responds C0001 --facts -', '{"event.weather":"rain"}'), 'claim.bad-fact')
  expect(await b('claim responds C0001 --facts -', 'not facts')).toMatchObject({ code: 2, out: '' })
  expect(await b('claim responds C9999')).toMatchObject({ code: 1, out: '' })

  const opened = told(
    await done(b('claim open L0001 --also L0002 --title 阑尾炎 --facts - --json', JSON.stringify(stay))),
  )
  const { claimIds, caseId } = opened['result'] as { claimIds: string[]; caseId: string }
  const [claim = '', other = ''] = claimIds
  expect(told(await b(`claim show ${claim} --json`))).toMatchObject({
    claim: { state: 'open' },
    disputes: [],
    beside: [{ claimId: other, state: 'open', verdict: 'needs_info' }],
  })

  // Nothing of a judgement reaches the customer before a person has signed it.
  await refused(b(`claim tell ${claim}`), 'claim.not-signed')
  await done(b(`claim sign ${claim}`))
  const message = await done(b(`claim tell ${claim} --channel phone --language zh-Hant`))
  expect(message.out).toMatch(/./)
  expect((await b(`case show ${caseId}`)).out).toMatch(/初步判斷.*7,428\.27.*以保險公司核定為準/)

  const documents = async () => jsonLines((await done(b(`claim documents ${claim} --json`))).out)
  const codes = (await documents()).map(({ code }) => String(code))
  expect(codes).toContain('invoice')
  expect(await documents()).toMatchObject(codes.map((code) => ({ code, state: null, isToAsk: true })))
  await refused(
    b(`claim add-document ${claim} split_sheet --fact bill.other_paid_fen --reason 新情况`),
    'claim.not-requested',
  )
  expect(told(await done(b(`claim ask ${claim} --dry-run --json`)))).toMatchObject({ ok: true, state: 'tried' })
  expect(await documents()).toMatchObject(codes.map(() => ({ state: null, isToAsk: true })))
  expect(await done(b(`claim ask ${claim}`))).toMatchObject({ out: '', err: 'asked for the documents' })
  expect(await documents()).toMatchObject(codes.map(() => ({ state: 'asked', isToAsk: false })))
  await refused(b(`claim ask ${claim}`), 'claim.request-frozen')
  expect(told(await b(`case show ${caseId} --json`))).toMatchObject({ case: { lacksDocuments: true } })

  await refused(b(`claim document ${claim} invoice accepted`), 'claim.document-state')
  await all(codes.map((code) => done(b(`claim document ${claim} ${code} received`))))
  await refused(b(`claim document ${claim} invoice unreadable`), 'claim.reason-missing')
  await done(b(`claim document ${claim} invoice unreadable --note -`, '右下角被遮住\n'))
  expect((await documents()).find(({ code }) => code === 'invoice')).toMatchObject({
    ...{ state: 'unreadable', note: '右下角被遮住', isToAsk: false, changedBy: 'B001' },
  })
  expect((await b(`claim documents ${claim} --lang zh-Hans`)).out).toMatch(/invoice\t.*\t不清晰\t.*\t右下角被遮住\t/)
  const lacking = await refused(b(`claim submit ${claim} --on 2026-03-20 --json`), 'claim.documents-missing')
  expect(told(lacking)).toMatchObject({ ok: false, code: 'claim.documents-missing', data: { codes: ['invoice'] } })
  await done(b(`claim document ${claim} invoice received`))
  await done(b(`claim document ${claim} invoice accepted`))
  expect(await b(`claim document ${claim} invoice lost`)).toMatchObject({ code: 2, out: '' })

  // The list is frozen: it grows by a fact that is new, and by nothing else.
  const more = `claim add-document ${claim} split_sheet --fact bill.other_paid_fen --reason 单位也赔了一部分`
  await refused(b(more), 'claim.no-new-fact')
  await done(b(`claim answer ${claim} bill.other_paid_fen 80000`))
  await done(b(more))
  await refused(b(more), 'claim.document-asked')
  await done(b(`claim document ${claim} split_sheet received`))

  expect(await b(`claim submit ${claim} --on 2026-02-30`)).toMatchObject({
    code: 2,
    err: expect.stringContaining('A date YYYY-MM-DD is expected.'),
  })
  await refused(b(`claim submit ${claim} --on 2999-01-01`), 'claim.bad-day')
  await done(b(`claim submit ${claim} --on 2026-03-20 --dry-run`))
  expect(told(await b(`claim show ${claim} --json`))).toMatchObject({ claim: { state: 'judged', submittedOn: null } })
  await done(b(`claim submit ${claim} --on 2026-03-20`))
  await refused(b(`claim submit ${claim} --on 2026-03-20`), 'claim.wrong-state')

  await refused(b(`claim status ${claim} reviewing --on 2026-03-19`), 'claim.bad-day')
  await done(b(`claim status ${claim} reviewing --on 2026-03-25 --note 调取病历`))
  expect(await b(`claim status ${claim} asleep --on 2026-03-25 --lang zh-Hans`)).toMatchObject({
    code: 2,
    err: expect.stringContaining('status 的值 asleep 无效。'),
  })
  const stalled = jsonLines((await b('claim list --stalled --json')).out)
  expect(stalled).toMatchObject([
    { claimId: claim, customerName: '云小舟', state: 'submitted', isStalled: true, daysSince: 0 },
  ])
  expect((await b('claim list --state submitted --lang zh-Hans')).out).toMatch(
    /^云小舟\t.*\t已提交\t审核中\t\t0\t停滞\t/,
  )
  expect(jsonLines((await b('claim list --json')).out).map(({ claimId }) => claimId)).toEqual([other, claim])
  expect(await b('claim list --state paid')).toMatchObject({ code: 0, out: '' })

  await refused(b(`claim supplied ${claim} --on 2026-04-05`), 'claim.no-ask')
  await done(b(`claim asked ${claim} --on 2026-03-30 --documents -`, '出院小结原件\n'))
  await refused(b(`claim asked ${claim} --on 2026-03-31 --documents 病历`), 'claim.ask-open')
  await done(b(`claim supplied ${claim} --on 2026-04-05`))

  const no = `claim refused ${claim} --on 2026-04-10 --reason 等待期内出现症状 --clause 2.1 --claimed-fen 742827`
  await refused(b(`${no} --decided-on 2026-04-11`), 'claim.bad-day')
  await done(b(`${no} --decided-on 2026-04-02`))
  await refused(b(`claim close ${claim} --outcome refusalAccepted`), 'claim.not-explained')

  // A denial cannot be sent without its clause, the facts, the reason and the next right.
  const parts = { clause: '2.1', facts: '3月9日起腹痛', reason: '等待期内出现症状', next: '申请复核' }
  const explainWithout = async (left: string) => {
    const rest = Object.entries(parts).flatMap(([part, text]) => (part === left ? [] : [`--${part}`, text]))
    const ran = await refused(
      as('B001', ['claim', 'explain', claim, ...rest, '--json']),
      'claim.explanation-incomplete',
    )
    expect(told(ran)).toMatchObject({
      ...{ ok: false, code: 'claim.explanation-incomplete' },
      data: { missing: [left === 'next' ? 'nextRights' : left] },
    })
  }
  await all(Object.keys(parts).map(explainWithout))
  const whole = `--facts ${parts.facts} --reason ${parts.reason} --next ${parts.next} --next 书面投诉`
  await refused(b(`claim explain ${claim} --clause 99.9 ${whole}`), 'claim.no-clause')
  await done(b(`claim explain ${claim} --clause 2.1 ${whole}`))
  expect((await b(`case show ${caseId}`)).out).toMatch(/第2\.1条.*3月9日起腹痛.*申请复核；书面投诉/)

  const grounds = jsonLines((await done(b(`claim grounds ${claim} --json`))).out)
  expect(grounds[0]).toMatchObject({ standing: 'applies', law: expect.stringMatching(/./) })
  expect(grounds).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ground: 'late_or_unreasoned', standing: 'applies', law: '保险法24' }),
      expect.objectContaining({ ground: 'no_prompt_proof', standing: 'asks', fact: 'insurer.prompt_proof' }),
    ]),
  )
  expect((await b(`claim grounds ${claim} --lang zh-Hans`)).out).toMatch(
    /待核实\tno_prompt_proof\t.*\t保险法17.*\t.*\(insurer\.prompt_proof\)\t/,
  )

  expect(await b(`dispute show ${claim}`)).toMatchObject({ code: 1, err: expect.stringContaining('no such dispute') })
  expect(await b(`dispute open ${claim}`)).toMatchObject({ code: 2, err: expect.stringContaining('--ground') })
  expect(await b(`dispute open ${claim} --ground because`)).toMatchObject({
    code: 1,
    err: expect.stringContaining('(not-found)'),
  })
  const dispute = (
    await done(
      b(
        `dispute open ${claim} --ground late_or_unreasoned --ground no_prompt_proof --stake-fen 742827 --evidence 病历 --evidence 回溯录像`,
      ),
    )
  ).out
  // From here on it is the expert's; the dispute is named by its own id, or by its claim's.
  await done(x(`dispute evidence ${claim} 病历 --in-hand --ground late_or_unreasoned`))
  const round = `dispute round ${claim} --way insurer --on 2026-04-12 --argument -`
  await done(x(`${round} --dry-run`, '逾期通知'))
  expect(told(await x(`dispute show ${claim} --json`))).toMatchObject({ rounds: [] })
  await refused(x(`dispute answer ${claim} --on 2026-04-20 --answer 维持`), 'dispute.no-round')
  await done(x(round, '逾期通知，未说明理由\n'))
  await refused(x(round, '再说一次'), 'dispute.round-open')
  await done(x(`dispute answer ${dispute} --on 2026-04-20 --answer 维持`))
  await done(x(`dispute round ${dispute} --way regulator --on 2026-04-21 --argument 投诉`))
  await done(x(`dispute answer ${claim} --on 2026-05-06 --answer 同意赔付 --offered-fen 742827`))
  await refused(x(`dispute end ${claim} --result won --fen 0 --on 2026-05-06`), 'dispute.amount')
  expect(told(await b(`claim show ${claim} --json`))).toMatchObject({
    claim: { state: 'disputed' },
    disputes: [{ disputeId: dispute, state: 'open' }],
  })
  await done(x(`dispute end ${claim} --result won --fen 742827 --on 2026-05-06 --lesson 先查通知日期`))
  await refused(x(`dispute evidence ${claim} 病历`), 'dispute.not-open')
  expect((await x(`dispute show ${claim} --lang zh-Hans`)).out).toMatch(
    /状态\t成功\n[^]*争取到\t¥7,428\.27\n[^]*2026-04-21\t金融监管投诉\t投诉\t2026-05-06\t同意赔付\t¥7,428\.27/,
  )

  const shown = (await b(`claim show ${claim} --lang zh-Hans`)).out
  expect(shown).toContain('提交\t2026-03-20')
  expect(shown).toContain('保险公司\t2026-03-25 审核中 调取病历')
  expect(shown).toContain('赔付\t2026-05-06 ¥7,428.27')
  expect(shown).toContain('争议\t成功 ¥7,428.27')
  const wrong = await refused(x(`claim close ${claim} --outcome paid --json`), 'claim.wrong-outcome')
  expect(told(wrong)).toMatchObject({ data: { expected: ['wonInDispute'] } })
  await done(x(`claim close ${claim} --outcome wonInDispute`))
  await refused(x(`claim status ${claim} reviewing --on 2026-05-06`), 'claim.not-open')

  const life = told(await b(`claim timeline ${claim} --json`))
  const steps = life['steps'] as { kind: string; byName: string; on: string | null; words: string }[]
  const marked = codes.map(() => 'documentReceived')
  expect(steps.map(({ kind }) => kind)).toEqual([
    ...['opened', 'judged', 'told', 'documentsAsked', ...marked, 'documentUnreadable', 'documentReceived'],
    ...['documentAccepted', 'documentAdded', 'documentReceived', 'submitted', 'insurerStatus', 'insurerAsked'],
    ...['supplied', 'refused', 'explained', 'disputeOpened', 'evidence', 'round', 'roundAnswered', 'round'],
    ...['roundAnswered', 'disputeEnded', 'closed'],
  ])
  expect(steps.at(-2)).toMatchObject({ on: '2026-05-06', words: 'won · ¥7,428.27 · 先查通知日期' })
  const clocks = life['clocks'] as Record<string, unknown>[]
  expect(clocks.find(({ code }) => code === 'decide')).toMatchObject({
    // 30 days from the hand-in, 6 of them standing still; the last day counted is a Saturday.
    ...{ owner: 'insurer', law: '保险法23，解释二15', state: 'met', rawOn: '2026-04-25', dueOn: '2026-04-27' },
    daysLeft: null,
  })
  const lines = (await b(`claim timeline ${claim} --lang zh-Hans`)).out
  expect(lines).toMatch(/\t云管家\t提交保险公司\t2026-03-20\t/)
  expect(lines).toContain('保险公司核定\t保险公司\t法定\t保险法23，解释二15\t2026-04-27 (2026-04-25)\t已完成 ')
  const around = (await b('customer show C0001 --lang zh-Hans')).out
  expect(around).toContain('\t争议结束\t2026-05-06 · 成功 · ¥7,428.27 · 先查通知日期')
  // What stands there as a message or a judgement is not told twice.
  expect(around).not.toContain('\t一次性告知材料\t')
}, 180_000)

test('payments add up, and a part says why', { timeout: 60_000 }, async () => {
  const [claim = ''] = (await done(b('claim open L0001 --title 住院'))).out.split('\t')
  await done(b(`claim submit ${claim} --on 2026-03-20`))
  const paid = `claim paid ${claim} --on 2026-03-25`
  expect(await b(`${paid} --fen 100 --part --advance`)).toMatchObject({
    code: 2,
    err: expect.stringContaining('--advance'),
  })
  expect(await b(`${paid} --fen 1.5`)).toMatchObject({ code: 2 })
  expect(await b(`${paid} --fen 0`)).toMatchObject({ code: 2 })
  expect(await b(paid)).toMatchObject({ code: 2 })
  await done(b(`${paid} --fen 300000 --advance`))
  await refused(b(`${paid} --fen 100000 --part`), 'claim.reason-missing')
  await refused(b(`${paid} --fen 100000 --agreed-on 2026-03-01`), 'claim.bad-day')
  await done(b(`${paid} --fen 100000 --part --reason - --clause 2.5 --decided-on 2026-03-24`, '床位费超标\n'))
  expect(told(await b(`claim show ${claim} --json`))).toMatchObject({
    claim: { state: 'partlyPaid', paidFen: 400_000, decidedOn: '2026-03-24', refusalReason: '床位费超标' },
  })
  await done(b(`claim close ${claim} --outcome partlyPaid`))
  expect(await as('I001', ['claim', 'submit', claim, '--on', '2026-03-20'])).toMatchObject({ code: 4 })
  expect(await b('claim submit nothing --on 2026-03-20')).toMatchObject({ code: 1 })
  const absent = async (verb: string) =>
    expect(await b(`claim ${verb} nothing`)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('(not-found)'),
    })
  await all(['show', 'documents', 'timeline', 'grounds', 'ask', 'tell'].map(absent))
})

test('what came unasked and cannot be read is asked for with the rest', async () => {
  const [claim = ''] = (await done(b('claim open L0001 --title 住院 --facts -', JSON.stringify(stay)))).out.split('\t')
  await done(b(`claim document ${claim} invoice received`))
  await done(b(`claim document ${claim} identity_card received`))
  await done(b(`claim document ${claim} invoice unreadable --note 太暗`))
  const list = jsonLines((await b(`claim documents ${claim} --json`)).out)
  expect(list.find(({ code }) => code === 'invoice')).toMatchObject({ state: 'unreadable', isToAsk: true })
  expect(list.find(({ code }) => code === 'identity_card')).toMatchObject({ state: 'received', isToAsk: false })
  expect((await b(`claim documents ${claim} --lang zh-Hans`)).out).toContain('\t不清晰，待索取\t')
  await done(b(`claim ask ${claim}`))
})

test('a warm hand-over promises a call', async () => {
  const [claim = '', caseId = ''] = (await done(b('claim open L0001 --title 住院'))).out.split('\t')
  const over = ['claim', 'hand-over', claim, '--note', '-', '--feeling', '很着急']
  expect(await as('B001', [...over, '--call-back', 'soon'], '原件已寄出')).toMatchObject({ code: 2 })
  expect(await as('B001', [...over, '--call-back', '2020-01-01 15:00'], '原件已寄出')).toMatchObject({ code: 2 })
  await done(as('B001', [...over, '--call-back', '2999-01-01 15:00'], '原件已寄出\n'))
  const shown = told(await x(`case show ${caseId} --json`))
  expect(shown).toMatchObject({
    case: { role: 'expert', clocks: [{ code: 'callBack', dueAt: Date.UTC(2999, 0, 1, 7) }] },
    notes: [{ text: '原件已寄出\n很着急' }],
  })
})

test('on two desks: what waits is decided at the sync, and the butler sees what the expert won', async () => {
  const serving = startButler(['--home', team, 'serve', '--port', '0'])
  const url = await lineFrom(serving)
  const joined = async (staff: string) => {
    const { out } = await at(team)(['staff', 'code', staff, '--json'])
    const desk = at(join(folder, `desk-${staff}`))
    await done(desk(['join', url, '--code', String((JSON.parse(out) as { code: string }).code)]))
    return (line: string, input?: string) => desk(line.split(' '), input)
  }
  const [mine, experts] = [await joined('B001'), await joined('X001')]
  const [claim = ''] = (
    await done(mine('claim open L0001 --title 两台工作台 --facts -', JSON.stringify(stay)))
  ).out.split('\t')
  expect(told(await done(mine(`claim submit ${claim} --on 2026-03-20 --json`)))).toMatchObject({ state: 'waiting' })
  await refused(mine(`claim submit ${claim} --on 2026-03-20`), 'claim.wrong-state')
  await done(mine(`claim refused ${claim} --on 2026-04-10 --reason 等待期内出现症状 --clause 2.1`))
  await done(mine(`claim explain ${claim} --clause 2.1 --facts 腹痛 --reason 等待期 --next 复核`))
  expect(await done(mine(`claim hand-over ${claim} --note 客户不接受 --call-back +3d`))).toMatchObject({
    err: expect.stringContaining('butler sync'),
  })
  expect(jsonLines((await mine('outbox list --json')).out).map(({ name }) => name)).toEqual([
    ...['claim.open', 'claim.submit', 'claim.refused', 'claim.explain', 'claim.handOver'],
  ])
  expect(await b(`claim show ${claim}`)).toMatchObject({ code: 1 })
  await done(mine('sync'))

  expect(await experts(`claim show ${claim}`)).toMatchObject({ code: 1 })
  await done(experts('sync'))
  expect(told(await experts(`claim timeline ${claim} --json`))).toMatchObject({ state: 'refused' })
  await done(experts(`dispute open ${claim} --ground ambiguous_term`))
  await done(experts(`dispute round ${claim} --way insurer --on 2026-04-12 --argument 以确诊为准`))
  await done(experts(`dispute answer ${claim} --on 2026-04-20 --answer 同意`))
  await done(experts(`dispute end ${claim} --result won --fen 742827 --on 2026-04-22 --dry-run`))
  await done(experts(`dispute end ${claim} --result won --fen 742827 --on 2026-04-22`))
  expect(told(await b(`claim show ${claim} --json`))).toMatchObject({ claim: { state: 'refused' } })
  await done(experts('sync'))
  expect(told(await mine(`claim show ${claim} --json`))).toMatchObject({ claim: { state: 'refused' } })
  await done(mine('sync'))
  expect(told(await mine(`claim show ${claim} --json`))).toMatchObject({
    claim: { state: 'paid', paidFen: 742_827, paidOn: '2026-04-22' },
    disputes: [{ state: 'won', wonFen: 742_827 }],
  })
  await done(mine(`claim close ${claim} --outcome wonInDispute`))
  await done(mine('sync'))
  expect(told(await b(`claim show ${claim} --json`))).toMatchObject({ claim: { state: 'closed' } })
  expect(await mine('outbox list')).toMatchObject({ code: 0, out: '' })
  serving.kill('SIGTERM')
  await serving
}, 120_000)
