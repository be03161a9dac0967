import type { Dictionary } from './en.ts'

/** The tour of one minute. */
export const zhHansTour: Pick<Dictionary, 'tour'> = {
  tour: {
    title: '一分钟认识管家工作站',
    offer: '第一次使用？先按 {help:?} 再按 Tab，有一分钟导览。',
    hint: 'Enter 继续，← 上一页，Esc 离开。随时按 {help:?} 再按 Tab 可重看。',
    pages: [
      {
        about: '队列',
        text: '事项按紧迫程度排列：生命安全最先，其次超时，再次等待中的客户。右栏显示事项内容，{queue.why:w} 说明为什么排在这里，{case.next:n} 接手下一件。',
      },
      {
        about: '客户',
        text: 'Enter 打开客户：家庭、保单、承诺、事项，以及全部往来，最新的在前。{reply:r} 回复，{reply.library:R} 打开话术库，{promise.make:P} 作出承诺并写明时限。',
      },
      {
        about: '理赔',
        text: '{claim.checklist:c} 打开理赔清单：按最快得出结论的顺序提问，旁边实时显示初步判断和条款依据。您按 {claim.sign:s} 签署之前，任何判断都不会告知客户。',
      },
      {
        about: '需要他人协助时',
        text: '{escalate:e} 发起流程：流程会问清下一环节所需的内容，有空项就不能送出。{approvals:A} 查看待我审批，{owed:O} 查看所有正在计时的时限。',
      },
      {
        about: '离线与更正',
        text: '右上角显示同步状态。离线时照常工作，恢复后自动发送；{outbox:o} 查看待同步与被拒的操作，{undo:z} 撤销最近一步尚未发出的操作。',
      },
      {
        about: '按键',
        text: '{help:?} 列出本屏按键，{palette::} 按名称查找命令，{language:L} 切换语言，Esc 总是返回一步。有风险的操作会先询问，并用另一个键确认。',
      },
    ],
  },
}
