import { w } from '../language.ts'
import { known, type KnownDocument } from './known-document.ts'

/** What a death, a disability, a profession or a road accident is shown by. */
export const documentsOfLoss: Readonly<Record<string, KnownDocument>> = {
  beneficiary_identity: known(
    w('identity card of the beneficiary', '受益人身份证', '受益人身分證'),
    w('to show who claims', '核对申请人身份', '核對申請人身分'),
  ),
  beneficiary_bank_card: known(
    w('bank card of the beneficiary', '受益人银行卡', '受益人銀行卡'),
    w('the account to pay to', '用于收取理赔款', '用於收取理賠款'),
  ),
  relationship_proof: known(
    w('proof of the relation to the insured', '与被保险人的关系证明', '與被保險人的關係證明'),
    w('to show that the beneficiary is entitled', '确认受益人身份', '確認受益人身分'),
  ),
  death_certificate: known(
    w('death certificate', '死亡证明', '死亡證明'),
    w('it shows the day and the cause of death', '确认身故日期和原因', '確認身故日期和原因'),
  ),
  household_cancellation: known(
    w('cancellation of the household registration', '户籍注销证明', '除戶證明'),
    w('it confirms the death with the authorities', '由公安机关确认身故', '由戶政機關確認身故'),
  ),
  inheritance_proof: known(
    w('proof of inheritance', '继承权证明', '繼承權證明'),
    w(
      'no beneficiary is named: the benefit goes to the heirs',
      '保单没有指定受益人，由继承人领取',
      '保單沒有指定受益人，由繼承人領取',
    ),
  ),
  police_certificate: known(
    w('certificate of the police on the cause of death', '公安机关出具的死因证明', '警察機關出具的死因證明'),
    w('it shows how the death came about', '确认事故性质', '確認事故性質'),
  ),
  disability_assessment: known(
    w('disability assessment', '伤残鉴定书', '失能鑑定書'),
    w('it gives the grade of each injury', '确认每一处的伤残等级', '確認每一處的失能等級'),
  ),
  guardian_consent: known(
    w(
      'consent of the guardian to the use of the child’s health data',
      '监护人同意处理孩子健康信息的书面同意书',
      '監護人同意處理孩子健康資訊的書面同意書',
    ),
    w(
      'the insured is under 14 (PIPL 31)',
      '被保险人未满十四周岁，需监护人单独同意',
      '被保險人未滿十四歲，需監護人單獨同意',
    ),
  ),
  practice_licence: known(
    w('licence to practise', '执业证书', '執業證書'),
    w('the gift is for licensed medical staff', '确认属于受赠的医护人员', '確認屬於受贈的醫護人員'),
  ),
  driving_licence: known(
    w('driving licence', '驾驶证', '駕駛執照'),
    w('to show that the driver was licensed', '确认驾驶人有合法资格', '確認駕駛人有合法資格'),
  ),
  vehicle_licence: known(
    w('vehicle licence', '行驶证', '行車執照'),
    w('to show which car it was', '核对出险车辆', '核對出險車輛'),
  ),
  accident_determination: known(
    w('traffic police determination of the accident', '道路交通事故认定书', '道路交通事故認定書'),
    w('it fixes the share of liability', '确定双方责任比例', '確定雙方責任比例'),
  ),
  damage_assessment: known(
    w('assessment of the damage', '定损单', '定損單'),
    w('it fixes the amount of each loss', '确认各项损失金额', '確認各項損失金額'),
  ),
  repair_invoice: known(
    w('repair invoice', '维修发票', '維修發票'),
    w('it shows what the repair cost', '证明实际维修费用', '證明實際維修費用'),
  ),
  third_party_receipt: known(
    w('receipt for what was paid to the other side', '第三者赔付凭证', '第三人賠付憑證'),
    w('it shows that the other side was compensated', '证明已向对方赔付', '證明已向對方賠付'),
  ),
  lost_income_proof: known(
    w('proof of lost income', '误工证明', '誤工證明'),
    w('somebody was hurt: lost income is part of the loss', '有人受伤，误工费需要凭证', '有人受傷，誤工費需要憑證'),
  ),
}
