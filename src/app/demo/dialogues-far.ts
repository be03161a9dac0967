import type { Dialogue } from './dialogue.ts'

/** Conversations with customers who write Traditional Chinese. */
export const hantDialogues: readonly Dialogue[] = [
  {
    about: 'MED-MILLION',
    lines: [
      '> 你好，想請問在香港睇醫生可唔可以賠？',
      '< {address}您好，這張保單只保障內地二級或以上公立醫院的普通部（條款2.6），香港的診所和醫院不在範圍內。若您在深圳或廣州就醫，我可以先幫您核對醫院。',
      '> 明白，我下個月去深圳覆診',
    ],
  },
  {
    about: 'MED-MILLION',
    lines: [
      '> 請問免賠額一萬是每次還是每年？',
      '< 是每個保單年度累計一萬元（條款2.4）。同一年內第二次住院，已經自付過的部分可以接著扣減。',
    ],
  },
  {
    about: 'MED-MILLION',
    lines: [
      '> 等候期過了嗎？我上個月才買',
      '< 等待期30日，由生效當日起計（條款2.1）。您的保單我剛查過，具體哪一日完結已經發給您，之後確診的疾病就在保障範圍內。',
      '> 收到，謝謝',
    ],
  },
  {
    about: 'CI-LONG',
    lines: [
      '> 危疾保單的保費可以用香港的銀行卡扣嗎？',
      '< 暫時只支援內地銀行的儲蓄卡，而且要是本人名下的。您在深圳開的那張可以用，我把更改步驟發給您。',
      '> 好，我今晚改',
    ],
  },
  {
    about: 'CASH',
    lines: ['> 住院津貼一日幾多錢？', '< 每日200元，因病住院由第4日起計，因意外住院由第1日起計。'],
  },
  {
    lines: ['> 收據是繁體字的，需要翻譯嗎', '< 不需要，繁體中文可以直接受理。請把收據、費用明細和診斷書拍清楚就行。'],
  },
  {
    needs: 'child',
    lines: [
      '> {child}九月要返內地讀書，想問有冇合適的醫療保障',
      '< 可以先參加當地的居民醫保，再配一份少兒醫療。我把兩樣的分別寫成一頁給您，看完我們再傾。',
      '> 好貼心，多謝{butler}',
    ],
  },
  {
    needs: 'parent',
    lines: [
      '> 想了解一下{parent}的保單還有沒有效',
      '< 我剛查過，目前有效，下次續期前一個月我會提醒您。老人家最近身體還好嗎？',
      '> 還好，有心',
    ],
  },
  {
    lines: [
      '> 地址搬了，要通知保險公司嗎？',
      '< 要的，您把新地址發我，我幫您更新，今日內辦好。',
      '> 已發',
      '< 更新好了。',
    ],
  },
]

/** Conversations with customers who write English. */
export const englishDialogues: readonly Dialogue[] = [
  {
    about: 'MED-MILLION',
    lines: [
      '> Hi, does my medical policy cover the international wing at {hospital}?',
      '< Hi, I am afraid it does not: clause 2.6 covers the general wards of public hospitals (level 2 and above). The same hospital’s general ward is fine.',
      '> Got it, thanks for the quick reply.',
    ],
  },
  {
    about: 'MED-MILLION',
    lines: [
      '> Is the 10,000 deductible per stay or per year?',
      '< Per policy year (clause 2.4). What you paid yourself on an earlier stay this year already counts towards it; what social insurance paid does not.',
    ],
  },
  {
    about: 'CI-LONG',
    lines: [
      '> My card was declined for the annual premium. Am I still covered?',
      '< Yes. You have a 60-day grace period from the due date (clause 5.1). I have set a reminder and will check again after the next debit.',
      '> Perfect, I topped it up.',
      '< It went through this morning. Your cover never stopped.',
    ],
  },
  {
    about: 'CASH',
    lines: [
      '> I was in hospital for six days with pneumonia. What do I get?',
      '< For illness the first three days are free days, so three days at 200 yuan: 600 yuan. Please send me the discharge summary and a copy of the invoice.',
    ],
  },
  {
    lines: [
      '> Could you send me the policy in English?',
      '< The contract itself is in Chinese only, but I have written you a two-page summary in English with the clause numbers. The Chinese text prevails.',
      '> That is very helpful.',
    ],
  },
]
