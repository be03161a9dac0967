import { w } from '../language.ts'
import { known, type KnownDocument } from './known-document.ts'

const identity = w('to show who is insured and who claims', '核对被保险人和申请人身份', '核對被保險人和申請人身分')
const diagnosis = w('to show what was diagnosed and when', '确认诊断结果和确诊日期', '確認診斷結果和確診日期')

/** Who claims, and what a treatment or a diagnosis is shown by. */
export const documentsOfCare: Readonly<Record<string, KnownDocument>> = {
  application: known(
    w('claim application form', '理赔申请书', '理賠申請書'),
    w('it starts the claim and its clocks', '提出申请，理赔时限从这里开始计算', '提出申請，理賠時限從這裡開始計算'),
  ),
  identity_card: known(w('identity card of the insured', '被保险人身份证', '被保險人身分證'), identity),
  bank_card: known(
    w('bank card of the insured', '被保险人本人银行卡', '被保險人本人銀行卡'),
    w('the account to pay to', '用于收取理赔款', '用於收取理賠款'),
  ),
  guardian_identity: known(
    w(
      'household register or birth certificate, and identity card of the guardian',
      '户口本或出生证明，以及监护人身份证',
      '戶口名簿或出生證明，以及監護人身分證',
    ),
    w('the insured is a minor', '被保险人未成年，由监护人代为申请', '被保險人未成年，由監護人代為申請'),
  ),
  invoice: known(
    w('medical invoices (original or electronic)', '医疗费用发票（原件或电子发票）', '醫療費用收據（正本或電子收據）'),
    w('they show what was spent', '证明实际花了多少钱', '證明實際花了多少錢'),
  ),
  invoice_copy: known(
    w('copies of the medical invoices', '医疗费用发票复印件', '醫療費用收據影本'),
    w('they confirm the stay', '佐证住院事实', '佐證住院事實'),
  ),
  expense_list: known(
    w('itemised list of expenses', '费用明细清单', '費用明細清單'),
    w('it shows which items are covered', '核对哪些项目在保障范围内', '核對哪些項目在保障範圍內'),
  ),
  discharge_summary: known(
    w('discharge summary', '出院小结（出院记录）', '出院病歷摘要'),
    w('it shows the days in hospital and the treatment', '确认住院起止日期和治疗经过', '確認住院起訖日期和治療經過'),
  ),
  diagnosis_certificate: known(w('diagnosis certificate', '诊断证明', '診斷證明'), diagnosis),
  medical_record: known(
    w('medical records', '病历', '病歷'),
    w('they show the history and when it began', '了解病情经过和起病时间', '了解病情經過和起病時間'),
  ),
  pathology_report: known(
    w('pathology report (with TNM stage)', '病理报告（含 TNM 分期）', '病理報告（含 TNM 分期）'),
    w(
      'it decides which definition of the terms is met',
      '确定达到条款中的哪一级疾病定义',
      '確定達到條款中的哪一級疾病定義',
    ),
  ),
  examination_report: known(
    w('examination reports (imaging, laboratory)', '检查报告（影像、化验等）', '檢查報告（影像、化驗等）'),
    diagnosis,
  ),
  social_settlement: known(
    w('social insurance settlement sheet', '医保结算单', '醫保結算單'),
    w(
      'it shows what social insurance paid and fixes the ratio',
      '确认医保支付金额和给付比例',
      '確認醫保支付金額和給付比例',
    ),
  ),
  split_sheet: known(
    w('sheet of expenses split with the other payer', '费用分割单', '費用分割單'),
    w(
      'another payer paid first; it shows what is left',
      '其他渠道先报过，需确认剩余金额',
      '其他管道先付過，需確認剩餘金額',
    ),
  ),
  emergency_proof: known(
    w('emergency record or certificate', '急诊病历或急诊证明', '急診病歷或急診證明'),
    w(
      'outside the hospitals of the terms, only an emergency is covered',
      '不在约定医院就诊，只有急诊可以例外',
      '不在約定醫院就診，只有急診可以例外',
    ),
  ),
  history_record: known(
    w(
      'earlier check-up reports and the health disclosure at sale',
      '既往体检报告和投保时的健康告知记录',
      '既往健檢報告和投保時的健康告知紀錄',
    ),
    w('they show whether the problem was known before', '确认投保前是否已经知晓', '確認投保前是否已經知曉'),
  ),
  accident_proof: known(
    w('proof of the accident', '意外事故证明（如交通事故认定书）', '意外事故證明（如交通事故認定書）'),
    w('it shows that the cause was an accident', '证明是意外原因造成的', '證明是意外原因造成的'),
  ),
  outpatient_record: known(
    w('outpatient records', '门诊病历', '門診病歷'),
    w('they show each visit and what it was for', '确认每次门诊的时间和原因', '確認每次門診的時間和原因'),
  ),
  nucleic_acid_report: known(
    w('nucleic acid test report', '核酸检测报告', '核酸檢測報告'),
    w('it confirms the infection', '确认感染新冠病毒', '確認感染新冠病毒'),
  ),
  drug_prescription: known(
    w('prescription and receipt for the drug', '药品处方和购药凭证', '藥品處方和購藥憑證'),
    w('they show that the drug is on the list', '核对药品是否在清单内', '核對藥品是否在清單內'),
  ),
}
