import { describe, expect, test } from 'vitest'
import { overlays } from '../judgement/fixture.ts'
import { at, ClaimDesk, hospitalStay } from './claim-desk.ts'

describe('a claim from intake to its payment', () => {
  test('every step stands in its history, and the case follows', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    expect(await desk.sign('zhao', claimId)).toMatchObject({
      ok: true,
      result: { verdict: 'payable', maxFen: 742_827 },
    })
    const codes = (await desk.checklist(claimId, '2026-04-01')).judgement.documents.map(({ code }) => code)
    await desk.must('lin', 'claim.askDocuments', { claimId, codes })
    expect(desk.caseOf(claimId).lacksDocuments).toBe(true)
    for (const code of codes) {
      await desk.must('lin', 'claim.markDocument', { claimId, code, state: 'received' })
      await desk.must('zhao', 'claim.markDocument', { claimId, code, state: 'accepted' })
    }
    expect(desk.caseOf(claimId).lacksDocuments).toBe(false)
    await desk.must('lin', 'claim.submit', { claimId, on: '2026-04-01' })
    desk.now = at('2026-04-20')
    await desk.must('lin', 'claim.insurerStatus', { claimId, on: '2026-04-18', status: 'reviewing' })
    await desk.must('lin', 'claim.paid', { claimId, paidOn: '2026-04-20', paidFen: 742_827, as: 'full' })
    expect(await desk.give('lin', 'claim.close', { claimId, outcome: 'refusalAccepted' })).toMatchObject({
      code: 'claim.wrong-outcome',
      data: { expected: ['paid'] },
    })
    await desk.must('lin', 'claim.close', { claimId, outcome: 'paid' })
    expect(desk.claim(claimId)).toMatchObject({ state: 'closed', outcome: 'paid', paidFen: 742_827 })
    const marks = codes.flatMap(() => ['documentReceived', 'documentAccepted'])
    expect(desk.steps(claimId)).toEqual([
      'opened',
      'judged',
      'documentsAsked',
      ...marks,
      'submitted',
      'insurerStatus',
      'paid',
      'closed',
    ])
    expect(await desk.give('lin', 'claim.submit', { claimId, on: '2026-04-20' })).toMatchObject({
      code: 'claim.not-open',
    })
  })

  test('an advance leaves the claim with the insurer, and adds up', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    await desk.must('lin', 'claim.submit', { claimId, on: '2026-03-20' })
    await desk.must('lin', 'claim.paid', { claimId, paidOn: '2026-03-25', paidFen: 300_000, as: 'advance' })
    expect(desk.claim(claimId)).toMatchObject({ state: 'submitted', paidFen: 300_000, decidedOn: null })
    const part = { claimId, paidOn: '2026-03-30', paidFen: 100_000, as: 'part' }
    expect(await desk.give('lin', 'claim.paid', part)).toMatchObject({ code: 'claim.reason-missing' })
    await desk.must('lin', 'claim.paid', { ...part, reason: '床位费超标', clause: '2.5' })
    expect(desk.claim(claimId)).toMatchObject({ state: 'partlyPaid', paidFen: 400_000, refusalClause: '2.5' })
  })

  test('days cannot lie in the future, nor before what they follow', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    expect(await desk.give('lin', 'claim.submit', { claimId, on: '2026-04-02' })).toMatchObject({
      code: 'claim.bad-day',
      data: { latest: '2026-04-01' },
    })
    await desk.must('lin', 'claim.submit', { claimId, on: '2026-03-20' })
    const early = { claimId, on: '2026-03-19', status: 'received' }
    expect(await desk.give('lin', 'claim.insurerStatus', early)).toMatchObject({ code: 'claim.bad-day' })
    expect(await desk.give('he', 'claim.submit', { claimId, on: '2026-03-20' })).toMatchObject({ code: 'not-allowed' })
  })
})

describe('one event, several policies', () => {
  test('a claim on each in one case; what is about the event is answered once for all of them', async () => {
    const desk = new ClaimDesk()
    const opened = await desk.must('lin', 'claim.open', {
      ...{ policyId: 'p1', alsoPolicyIds: ['p2', 'p3'], title: '住院' },
      facts: { 'event.cause': 'illness', 'ytd.paid_fen': 0 },
    })
    const [first = '', cash = '', child = ''] = opened['claimIds'] as string[]
    expect(desk.store.all('case')).toHaveLength(1)
    expect(desk.claim(cash).facts).toEqual({ 'event.cause': 'illness' })
    await desk.must('lin', 'checklist.answer', { claimId: first, fact: 'event.emergency', value: true })
    await desk.must('lin', 'checklist.answer', { claimId: first, fact: 'ytd.own_spend_fen', value: 100 })
    expect(desk.claim(cash).facts).toEqual({ 'event.cause': 'illness', 'event.emergency': true })
    expect(desk.claim(child).facts).toEqual({})
    await desk.must('lin', 'checklist.answer', { claimId: cash, fact: 'event.emergency', value: null, isCleared: true })
    expect(desk.claim(first).facts['event.emergency']).toBeUndefined()
  })

  test('a policy of somebody else is not taken along', async () => {
    const desk = new ClaimDesk()
    desk.store.put('customer', { ...desk.store.one('customer', 'c1'), id: 'c2', name: '别人' })
    desk.putPolicy('p9', 'CASH', { customerId: 'c2' })
    const args = { policyId: 'p1', alsoPolicyIds: ['p9'], title: '住院' }
    expect(await desk.give('lin', 'claim.open', args)).toMatchObject({ code: 'not-found' })
    expect(desk.store.all('claim')).toEqual([])
  })
})

describe('one complete request (保险法 22)', () => {
  async function requested() {
    const desk = new ClaimDesk()
    const claimId = await desk.open({ ...hospitalStay, 'bill.other_paid_fen': 0 })
    const codes = (await desk.checklist(claimId, '2026-04-01')).judgement.documents.map(({ code }) => code)
    await desk.must('lin', 'claim.askDocuments', { claimId, codes })
    return { desk, claimId, codes }
  }

  test('names every document in one message, and is frozen', async () => {
    const { desk, claimId, codes } = await requested()
    const [text = ''] = desk.texts()
    for (const { name } of desk.store.all('document')) expect(text).toContain(name['zh-Hans'])
    expect(desk.store.all('document')).toHaveLength(codes.length)
    expect(await desk.give('lin', 'claim.askDocuments', { claimId, codes })).toMatchObject({
      code: 'claim.request-frozen',
    })
  })

  test('what is seen has to be the whole list', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    expect(await desk.give('lin', 'claim.askDocuments', { claimId, codes: ['invoice'] })).toMatchObject({
      code: 'claim.changed',
    })
    expect(desk.texts()).toEqual([])
  })

  test('what came unasked is not asked for again', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    await desk.must('lin', 'claim.markDocument', { claimId, code: 'invoice', state: 'received' })
    const all = (await desk.checklist(claimId, '2026-04-01')).judgement.documents.map(({ code }) => code)
    await desk.must('lin', 'claim.askDocuments', { claimId, codes: all.filter((code) => code !== 'invoice') })
    expect(desk.texts()[0]).not.toContain('发票')
    expect(desk.store.all('document').find(({ code }) => code === 'invoice')).toMatchObject({
      state: 'received',
      askedAt: null,
    })
  })

  test('grows only by a fact that is new since', async () => {
    const { desk, claimId } = await requested()
    const more = { claimId, code: 'split_sheet', fact: 'bill.other_paid_fen', reason: '单位补充医疗也赔了一部分' }
    expect(await desk.give('lin', 'claim.addDocument', more)).toMatchObject({ code: 'claim.no-new-fact' })
    await desk.must('lin', 'checklist.answer', { claimId, fact: 'bill.other_paid_fen', value: 80_000 })
    await desk.must('lin', 'claim.addDocument', more)
    expect(desk.texts()[1]).toContain('单位补充医疗也赔了一部分')
    expect(await desk.give('lin', 'claim.addDocument', more)).toMatchObject({ code: 'claim.document-asked' })
    const added = desk.store.all('document').find(({ code }) => code === 'split_sheet')
    expect(added).toMatchObject({ addedFor: 'bill.other_paid_fen', state: 'asked' })
  })

  test('an unreadable page says what is wrong, and the claim waits again', async () => {
    const { desk, claimId, codes } = await requested()
    for (const code of codes) await desk.must('lin', 'claim.markDocument', { claimId, code, state: 'received' })
    expect(desk.caseOf(claimId).lacksDocuments).toBe(false)
    const bad = { claimId, code: 'invoice', state: 'unreadable' }
    expect(await desk.give('zhao', 'claim.markDocument', bad)).toMatchObject({ code: 'claim.reason-missing' })
    await desk.must('zhao', 'claim.markDocument', { ...bad, note: '右下角被遮住' })
    expect(desk.caseOf(claimId).lacksDocuments).toBe(true)
    expect(await desk.give('lin', 'claim.submit', { claimId, on: '2026-04-01' })).toMatchObject({
      code: 'claim.documents-missing',
      data: { codes: ['invoice'] },
    })
    await desk.must('lin', 'claim.submit', { claimId, on: '2026-04-01', incompleteBecause: '时效将至，先行提交' })
    expect(
      await desk.give('zhao', 'claim.markDocument', { ...bad, code: 'application', state: 'unreadable', note: '' }),
    ).toMatchObject({ code: 'claim.reason-missing' })
    const twice = { claimId, code: 'application', state: 'received' }
    expect(await desk.give('lin', 'claim.markDocument', twice)).toMatchObject({ code: 'claim.document-state' })
  })
})

describe('the insurer’s notice of missing documents', () => {
  test('stops its clock once; a second one is noted as what it is', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    await desk.must('lin', 'claim.submit', { claimId, on: '2026-03-01' })
    const asked = { claimId, documents: '病理报告' }
    await desk.must('lin', 'claim.insurerAsked', { ...asked, noticeOn: '2026-03-05' })
    expect((await desk.checklist(claimId, '2026-04-01')).judgement.deadlines).toMatchObject({
      decidePausedOn: '2026-03-05',
    })
    expect(await desk.give('lin', 'claim.insurerAsked', { ...asked, noticeOn: '2026-03-06' })).toMatchObject({
      code: 'claim.ask-open',
    })
    await desk.must('lin', 'claim.supplied', { claimId, on: '2026-03-12' })
    // 2026-03-01 + 30 days + 7 days of standing still.
    expect((await desk.checklist(claimId, '2026-04-01')).judgement.deadlines.decideBy).toBe('2026-04-07')
    expect(await desk.give('lin', 'claim.supplied', { claimId, on: '2026-03-12' })).toMatchObject({
      code: 'claim.no-ask',
    })
    expect(await desk.must('lin', 'claim.insurerAsked', { ...asked, noticeOn: '2026-03-20' })).toMatchObject({
      isRepeated: true,
    })
    expect((await desk.checklist(claimId, '2026-04-01')).judgement.deadlines.decideBy).toBe('2026-04-07')
  })
})

describe('words for the customer', () => {
  test('nothing of a judgement goes out before a person has signed it, nor once the record has moved on', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    expect(await desk.give('lin', 'claim.tell', { claimId, judgementId: 'x' })).toMatchObject({
      code: 'claim.not-signed',
    })
    await desk.sign('zhao', claimId)
    const judgementId = desk.store.all('judgement')[0]?.id
    await desk.must('lin', 'claim.tell', { claimId, judgementId })
    expect(desk.texts()[0]).toMatch(/¥7,428\.27.*最终以保险公司核定为准/s)
    await desk.must('lin', 'checklist.answer', { claimId, fact: 'bill.total_fen', value: 3_000_000 })
    expect(await desk.give('lin', 'claim.tell', { claimId, judgementId })).toMatchObject({
      code: 'claim.not-signed',
      data: { isStale: true },
    })
  })

  test('an extension of cover announced since makes it stale, and so does its withdrawal', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open({ ...hospitalStay, 'event.diagnosed_on': '2026-01-30' })
    expect(await desk.sign('zhao', claimId)).toMatchObject({ result: { verdict: 'not_payable' } })
    const judgementId = desk.store.all('judgement')[0]?.id
    const definition = {
      ...{ ...overlays[0], id: 'OVL-TEST', announced: '2026-04-02', disease: undefined },
      diagnosed: { from: '2026-01-01', to: '2026-03-01' },
    }
    desk.store.put('overlay', {
      ...{ id: 'OVL-TEST', name: '', announcedOn: '2026-04-02', sha256: '', definition, installedAt: 0 },
      ...{ withdrawnOn: null, withdrawnBy: null, withdrawnBecause: null },
    })
    desk.now = at('2026-04-03')
    expect((await desk.checklist(claimId, '2026-04-03')).judgement.verdict).toBe('payable')
    expect(await desk.give('lin', 'claim.tell', { claimId, judgementId })).toMatchObject({ data: { isStale: true } })
    desk.now = at('2026-04-03', '10:00')
    await desk.sign('zhao', claimId, '2026-04-03')
    const again = desk.store.all('judgement').find(({ id }) => id !== judgementId)?.id
    desk.store.put('overlay', { ...desk.store.one('overlay', 'OVL-TEST'), withdrawnOn: '2026-04-04' })
    desk.now = at('2026-04-04')
    expect(await desk.give('lin', 'claim.tell', { claimId, judgementId: again })).toMatchObject({
      data: { isStale: true },
    })
    expect(desk.texts()).toEqual([])
  })

  test('once the insurer has refused, our earlier yes is not sent any more', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    await desk.sign('zhao', claimId)
    const judgementId = desk.store.all('judgement')[0]?.id
    await desk.must('lin', 'claim.refused', { claimId, refusedOn: '2026-04-01', reason: '等待期' })
    expect(await desk.give('lin', 'claim.tell', { claimId, judgementId })).toMatchObject({ code: 'claim.wrong-state' })
  })

  test('a refusal cannot be explained without clause, facts, reason and the next right', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    await desk.must('lin', 'claim.refused', { claimId, refusedOn: '2026-04-01', reason: '等待期内出现症状' })
    const whole = {
      claimId,
      clause: '2.1',
      facts: '3月9日起腹痛，3月10日确诊',
      reason: '等待期内出现症状',
      nextRights: ['申请复核'],
    }
    for (const [part, empty] of Object.entries({ clause: ' ', facts: '', reason: '', nextRights: [] }))
      expect(await desk.give('lin', 'claim.explain', { ...whole, [part]: empty })).toMatchObject({
        code: 'claim.explanation-incomplete',
        data: { missing: [part] },
      })
    expect(await desk.give('lin', 'claim.explain', { ...whole, clause: '9.9' })).toMatchObject({
      code: 'claim.no-clause',
    })
    expect(desk.texts()).toEqual([])
    expect(await desk.give('lin', 'claim.close', { claimId, outcome: 'refusalAccepted' })).toMatchObject({
      code: 'claim.not-explained',
    })
    expect(await desk.give('lin', 'case.done', { caseId: desk.claim(claimId).caseId, outcome: '完成' })).toMatchObject({
      code: 'case.has-claim',
    })
    await desk.must('lin', 'claim.explain', whole)
    expect(desk.texts()[0]).toMatch(/2\.1.*等待期.*申请复核/s)
    await desk.must('lin', 'claim.close', { claimId, outcome: 'refusalAccepted' })
  })
})

describe('a dispute', () => {
  async function refused() {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    await desk.must('lin', 'claim.submit', { claimId, on: '2026-03-01' })
    await desk.must('lin', 'claim.refused', {
      claimId,
      refusedOn: '2026-03-20',
      reason: '等待期内出现症状',
      claimedFen: 742_827,
    })
    return { desk, claimId }
  }

  test('goes through rounds to the amount won, which is claim money', async () => {
    const { desk, claimId } = await refused()
    const opened = await desk.must('lin', 'dispute.open', {
      claimId,
      grounds: ['symptom_waiting'],
      stakeFen: 742_827,
      evidence: ['病历'],
    })
    const disputeId = String(opened['disputeId'])
    expect(desk.caseOf(claimId)).toMatchObject({ kind: 'dispute', role: 'expert', takenBy: null })
    expect(desk.claim(claimId).state).toBe('disputed')
    await desk.must('zhao', 'dispute.evidence', { disputeId, what: '病历', isInHand: true })
    const round = { disputeId, way: 'insurer', sentOn: '2026-03-22', argument: '条款以确诊为准' }
    await desk.must('zhao', 'dispute.round', round)
    expect(await desk.give('zhao', 'dispute.round', round)).toMatchObject({ code: 'dispute.round-open' })
    await desk.must('zhao', 'dispute.answer', { disputeId, answeredOn: '2026-03-28', answer: '维持', offeredFen: null })
    expect(
      await desk.give('zhao', 'dispute.answer', { disputeId, answeredOn: '2026-03-28', answer: '维持' }),
    ).toMatchObject({
      code: 'dispute.no-round',
    })
    await desk.must('zhao', 'dispute.round', { ...round, way: 'regulator', sentOn: '2026-03-29' })
    await desk.must('zhao', 'dispute.answer', {
      disputeId,
      answeredOn: '2026-04-01',
      answer: '同意赔付',
      offeredFen: 742_827,
    })
    const end = { disputeId, on: '2026-04-01', result: 'won', wonFen: 742_827, lesson: '先看条款版本' }
    expect(await desk.give('zhao', 'dispute.end', { ...end, wonFen: 0 })).toMatchObject({ code: 'dispute.amount' })
    await desk.must('zhao', 'dispute.end', end)
    expect(desk.claim(claimId)).toMatchObject({ state: 'paid', paidFen: 742_827 })
    await desk.must('zhao', 'claim.close', { claimId, outcome: 'wonInDispute' })
    expect(desk.steps(claimId).slice(-8)).toEqual([
      'disputeOpened',
      'evidence',
      'round',
      'roundAnswered',
      'round',
      'roundAnswered',
      'disputeEnded',
      'closed',
    ])
    expect(await desk.give('zhao', 'dispute.evidence', { disputeId, what: '病历', isInHand: false })).toMatchObject({
      code: 'dispute.not-open',
    })
  })

  test('a lost one leaves the refusal, and cannot be opened on a ground that is none', async () => {
    const { desk, claimId } = await refused()
    expect(await desk.give('lin', 'dispute.open', { claimId, grounds: ['because'] })).toMatchObject({
      code: 'not-found',
    })
    const { disputeId } = await desk.must('lin', 'dispute.open', { claimId, grounds: ['ambiguous_term'] })
    await desk.must('zhao', 'dispute.end', { disputeId, on: '2026-04-01', result: 'lost', wonFen: 0 })
    expect(desk.claim(claimId)).toMatchObject({ state: 'refused', paidFen: null })
  })
})

test('a candidate for a special case is raised once, when the judgement is signed (T25)', async () => {
  const desk = new ClaimDesk()
  desk.now = at('2026-02-11')
  desk.putPolicy('gift', 'MEDIC-GIFT', {
    ...{ source: 'gift', issuedOn: '2020-01-30', effectiveOn: '2020-01-31', expiresOn: '2020-03-31' },
  })
  const facts = {
    'event.cause': 'illness',
    'event.disease': 'covid19',
    'event.diagnosed_on': '2020-01-28',
    'insured.is_medic': true,
  }
  const opened = await desk.must('lin', 'claim.open', { policyId: 'gift', title: '医护新冠', facts })
  const claimId = String(opened['claimId'])
  const signed = await desk.sign('zhao', claimId, '2026-02-11')
  expect(signed).toMatchObject({ ok: true, result: { verdict: 'not_payable' } })
  const raised = desk.store.all('case').filter(({ kind }) => kind === 'specialRequest')
  expect(raised).toMatchObject([{ claimId, role: 'butler', priority: 'high', state: 'open' }])
  await desk.sign('zhao', claimId, '2026-02-11')
  expect(desk.store.all('case').filter(({ kind }) => kind === 'specialRequest')).toHaveLength(1)
})

test('a warm hand-over carries what is not in the record, and the promised call', async () => {
  const desk = new ClaimDesk()
  const claimId = await desk.open()
  const callBackAt = at('2026-04-01', '15:00')
  await desk.must('lin', 'claim.handOver', {
    claimId,
    note: '客户已寄出病历原件',
    feeling: '很着急，怕误工',
    callBackAt,
  })
  expect(desk.caseOf(claimId)).toMatchObject({
    ...{ role: 'expert', takenBy: null },
    clocks: [{ code: 'callBack', kind: 'promised', dueAt: callBackAt }],
  })
  expect(desk.store.all('note')[0]?.text).toBe('客户已寄出病历原件\n很着急，怕误工')
  expect(desk.steps(claimId)).toEqual(['opened', 'handedOver'])
})

describe('a claim that goes on is in somebody’s queue', () => {
  test('a case with a claim under way cannot be done; one that was done is open again when the claim goes on', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    const { caseId } = desk.claim(claimId)
    expect(await desk.give('lin', 'case.done', { caseId, outcome: '完成' })).toMatchObject({ code: 'case.has-claim' })
    desk.store.put('case', { ...desk.caseOf(claimId), state: 'done', doneAt: desk.now, outcome: '旧版本里办结' })
    await desk.must('lin', 'claim.submit', { claimId, on: '2026-03-20' })
    expect(desk.caseOf(claimId)).toMatchObject({ state: 'open', doneAt: null, outcome: null })
    await desk.must('lin', 'claim.refused', { claimId, refusedOn: '2026-04-01', reason: '等待期' })
    const told = { claimId, clause: '2.1', facts: '1', reason: '2', nextRights: ['3'] }
    await desk.must('lin', 'claim.explain', told)
    expect(desk.texts()).toHaveLength(1)
  })

  test('papers keep a case out of the queue only while the claim is not with the insurer', async () => {
    const desk = new ClaimDesk()
    const opened = await desk.must('lin', 'claim.open', {
      ...{ policyId: 'p1', alsoPolicyIds: ['p2'], title: '住院', facts: hospitalStay },
    })
    const [claimId = '', cash = ''] = opened['claimIds'] as string[]
    const codes = (await desk.checklist(claimId, '2026-04-01')).judgement.documents.map(({ code }) => code)
    await desk.must('lin', 'claim.askDocuments', { claimId, codes })
    expect(desk.caseOf(claimId).lacksDocuments).toBe(true)
    await desk.must('lin', 'claim.close', { claimId, outcome: 'withdrawn' })
    expect(desk.caseOf(claimId).lacksDocuments).toBe(false)
    const cashCodes = (await desk.checklist(cash, '2026-04-01')).judgement.documents.map(({ code }) => code)
    await desk.must('lin', 'claim.askDocuments', { claimId: cash, codes: cashCodes })
    expect(desk.caseOf(cash).lacksDocuments).toBe(true)
    await desk.must('lin', 'claim.submit', { claimId: cash, on: '2026-04-01', incompleteBecause: '时效将至' })
    expect(desk.caseOf(cash).lacksDocuments).toBe(false)
    await desk.must('lin', 'claim.markDocument', { claimId: cash, code: cashCodes[0], state: 'received' })
    expect(desk.caseOf(cash).lacksDocuments).toBe(false)
  })

  test('what came unasked and cannot be read may be asked for', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    const mark = (state: string, note: string | null = null) =>
      desk.must('lin', 'claim.markDocument', { claimId, code: 'split_sheet', state, note })
    const codes = (await desk.checklist(claimId, '2026-04-01')).judgement.documents.map(({ code }) => code)
    await desk.must('lin', 'claim.askDocuments', { claimId, codes })
    await mark('received')
    await mark('unreadable', '拍糊了')
    await desk.must('lin', 'checklist.answer', { claimId, fact: 'bill.other_paid_fen', value: 80_000 })
    const more = { claimId, code: 'split_sheet', fact: 'bill.other_paid_fen', reason: '单位也赔了一部分' }
    await desk.must('lin', 'claim.addDocument', more)
    expect(desk.store.all('document').find(({ code }) => code === 'split_sheet')).toMatchObject({ state: 'asked' })
  })

  test('a case in somebody else’s hands is neither handed over nor turned into a dispute', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    await desk.must('zhao', 'case.take', { caseId: desk.claim(claimId).caseId })
    expect(await desk.give('lin', 'claim.handOver', { claimId, note: '请接手' })).toMatchObject({
      code: 'case.not-yours',
    })
    await desk.must('zhao', 'claim.refused', { claimId, refusedOn: '2026-04-01', reason: '等待期' })
    expect(await desk.give('lin', 'dispute.open', { claimId, grounds: ['ambiguous_term'] })).toMatchObject({
      code: 'case.not-yours',
    })
    await desk.must('zhao', 'dispute.open', { claimId, grounds: ['ambiguous_term'] })
    expect(desk.caseOf(claimId)).toMatchObject({ takenBy: 'zhao', role: 'expert' })
  })
})

describe('money and words that two people note', () => {
  test('one transfer is one payment', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    await desk.must('lin', 'claim.submit', { claimId, on: '2026-03-01' })
    const advance = { claimId, paidOn: '2026-03-25', paidFen: 300_000, as: 'advance' }
    await desk.must('lin', 'claim.paid', advance)
    expect(await desk.give('zhao', 'claim.paid', advance)).toMatchObject({ code: 'claim.payment-known' })
    expect(desk.claim(claimId).paidFen).toBe(300_000)
  })

  test('the same notice noted twice keeps its clause and its explanation; another one begins anew', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    const notice = { claimId, refusedOn: '2026-03-30', reason: '等待期', clause: '2.1' }
    await desk.must('lin', 'claim.refused', notice)
    await desk.must('lin', 'claim.explain', { claimId, clause: '2.1', facts: '1', reason: '2', nextRights: ['3'] })
    await desk.must('zhao', 'claim.refused', { ...notice, clause: null })
    expect(desk.claim(claimId)).toMatchObject({ refusalClause: '2.1', explainedAt: desk.now })
    await desk.must('zhao', 'claim.refused', { ...notice, refusedOn: '2026-04-01', clause: null })
    expect(desk.claim(claimId)).toMatchObject({ refusalClause: null, explainedAt: null })
  })

  test('what was noted by mistake can be taken back, an advance stays', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    await desk.must('lin', 'claim.submit', { claimId, on: '2026-03-01' })
    expect(await desk.give('lin', 'claim.takeBack', { claimId, reason: '误' })).toMatchObject({
      code: 'claim.wrong-state',
    })
    await desk.must('lin', 'claim.paid', { claimId, paidOn: '2026-03-25', paidFen: 300_000, as: 'advance' })
    await desk.must('lin', 'claim.paid', { claimId, paidOn: '2026-03-28', paidFen: 442_827, as: 'full' })
    await desk.must('lin', 'claim.takeBack', { claimId, reason: '到账的是另一位客户' })
    expect(desk.claim(claimId)).toMatchObject({ state: 'submitted', paidFen: 300_000, agreedOn: null, decidedOn: null })
    await desk.must('lin', 'claim.refused', { claimId, refusedOn: '2026-03-30', reason: '等待期' })
    await desk.must('lin', 'claim.takeBack', { claimId, reason: '看错通知' })
    expect(desk.claim(claimId)).toMatchObject({ state: 'submitted', refusedOn: null, refusalReason: null })
    expect(desk.steps(claimId).filter((kind) => kind === 'takenBack')).toHaveLength(2)
  })

  test('a clause that our terms lack is quoted in the insurer’s own words', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    await desk.must('lin', 'claim.refused', { claimId, refusedOn: '2026-04-01', reason: '附加条款' })
    const told = { claimId, clause: '附3', facts: '1', reason: '2', nextRights: ['3'] }
    expect(await desk.give('lin', 'claim.explain', told)).toMatchObject({ code: 'claim.no-clause' })
    await desk.must('lin', 'claim.explain', { ...told, quoted: '本附加险不承担……' })
    expect(desk.texts()[0]).toContain('本附加险不承担……')
  })

  test('an answer belongs to its round; a part stays a part after a lost dispute', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    await desk.must('lin', 'claim.submit', { claimId, on: '2026-03-01' })
    const part = { claimId, paidOn: '2026-03-20', paidFen: 100_000, as: 'part', reason: '床位费' }
    await desk.must('lin', 'claim.paid', part)
    const { disputeId } = await desk.must('lin', 'dispute.open', { claimId, grounds: ['ambiguous_term'] })
    const round = { disputeId, way: 'insurer', sentOn: '2026-03-22', argument: '1' }
    const early = { ...round, sentOn: '2026-03-19' }
    expect(await desk.give('zhao', 'dispute.round', early)).toMatchObject({ code: 'claim.bad-day' })
    await desk.must('zhao', 'dispute.round', round)
    await desk.must('zhao', 'dispute.round', { ...round, way: 'regulator', sentOn: '2026-03-29' })
    const late = { disputeId, round: 1, answeredOn: '2026-03-30', answer: '不予赔付' }
    expect(await desk.give('lin', 'dispute.answer', late)).toMatchObject({ code: 'dispute.no-round' })
    await desk.must('zhao', 'dispute.end', { disputeId, on: '2026-04-01', result: 'lost', wonFen: 0 })
    expect(desk.claim(claimId)).toMatchObject({ state: 'partlyPaid', paidFen: 100_000 })
  })
})

describe('what somebody did not see is not undone', () => {
  test('an answer does not overwrite one that the person did not see', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open({ 'event.cause': 'illness' })
    const answer = { claimId, fact: 'history.knew_before' }
    await desk.must('zhao', 'checklist.answer', { ...answer, value: false, seen: null })
    expect(await desk.give('lin', 'checklist.answer', { ...answer, value: true, seen: null })).toMatchObject({
      ...{ code: 'claim.answer-changed', data: { value: false } },
    })
    // The same answer twice is no quarrel; one that was seen may be changed.
    await desk.must('lin', 'checklist.answer', { ...answer, value: false, seen: null })
    await desk.must('lin', 'checklist.answer', { ...answer, value: true, seen: { value: false } })
    expect(desk.claim(claimId).facts['history.knew_before']).toBe(true)
  })

  test('what happened lies not ahead; what a contract says may', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open({ 'event.cause': 'illness' })
    const answer = { claimId, fact: 'event.diagnosed_on' }
    expect(await desk.give('lin', 'checklist.answer', { ...answer, value: '2026-04-02' })).toMatchObject({
      ...{ code: 'claim.bad-day', data: { latest: '2026-04-01' } },
    })
    await desk.must('lin', 'checklist.answer', { ...answer, value: '2026-04-01' })
    // A month that has begun.
    await desk.must('lin', 'checklist.answer', { ...answer, value: '2026-04' })
    await desk.must('lin', 'checklist.answer', { claimId, fact: 'policy.expires_on', value: '2027-01-01' })
  })

  test('the same judgement is signed once by one person, and told once', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    await desk.sign('zhao', claimId)
    expect(await desk.sign('zhao', claimId)).toMatchObject({ code: 'claim.signed-already' })
    const judgementId = desk.store.all('judgement')[0]?.id
    await desk.must('lin', 'claim.tell', { claimId, judgementId })
    expect(await desk.give('lin', 'claim.tell', { claimId, judgementId })).toMatchObject({ code: 'claim.told-already' })
    await desk.must('zhao', 'checklist.answer', { claimId, fact: 'bill.total_fen', value: 3_000_000 })
    expect(await desk.sign('zhao', claimId)).toMatchObject({ ok: true })
  })

  test('more than was at stake has to be meant', async () => {
    const desk = new ClaimDesk()
    const claimId = await desk.open()
    await desk.must('lin', 'claim.refused', { claimId, refusedOn: '2026-04-01', reason: '等待期' })
    const opened = { claimId, grounds: ['ambiguous_term'], stakeFen: 742_827 }
    const { disputeId } = await desk.must('lin', 'dispute.open', opened)
    const end = { disputeId, on: '2026-04-01', result: 'won', wonFen: 7_428_270 }
    expect(await desk.give('zhao', 'dispute.end', end)).toMatchObject({ code: 'dispute.beyond-stake' })
    await desk.must('zhao', 'dispute.end', { ...end, isBeyondStake: true })
  })
})
