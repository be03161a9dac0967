import type { Dictionary } from './en.ts'

/** The tour of one minute. */
export const zhHantTour: Pick<Dictionary, 'tour'> = {
  tour: {
    title: '一分鐘認識管家工作站',
    offer: '第一次使用？先按 {help:?} 再按 Tab，有一分鐘導覽。',
    hint: 'Enter 繼續，← 上一頁，Esc 離開。隨時按 {help:?} 再按 Tab 可重看。',
    pages: [
      {
        about: '佇列',
        text: '事項依緊迫程度排列：生命安全最先，其次逾時，再次等候中的客戶。右欄顯示事項內容，{queue.why:w} 說明為什麼排在這裡，{case.next:n} 接手下一件。',
      },
      {
        about: '客戶',
        text: 'Enter 開啟客戶：家庭、保單、承諾、事項，以及全部往來，最新的在前。{reply:r} 回覆，{reply.library:R} 開啟話術庫，{promise.make:P} 作出承諾並寫明時限。',
      },
      {
        about: '理賠',
        text: '{claim.checklist:c} 開啟理賠清單：依最快得出結論的順序提問，旁邊即時顯示初步判斷和條款依據。您按 {claim.sign:s} 簽署之前，任何判斷都不會告知客戶。',
      },
      {
        about: '需要他人協助時',
        text: '{escalate:e} 發起流程：流程會問清下一環節所需的內容，有空項就不能送出。{approvals:A} 查看待我審批，{owed:O} 查看所有正在計時的時限。',
      },
      {
        about: '離線與更正',
        text: '右上角顯示同步狀態。離線時照常工作，恢復後自動送出；{outbox:o} 查看待同步與被拒的操作，{undo:z} 復原最近一步尚未送出的操作。',
      },
      {
        about: '按鍵',
        text: '{help:?} 列出本畫面按鍵，{palette::} 依名稱尋找指令，{language:L} 切換語言，Esc 總是返回一步。有風險的操作會先詢問，並用另一個鍵確認。',
      },
    ],
  },
}
