import type { DocumentType } from '#core/documents/index'
import { caseFile } from './case_file.ts'
import { paperOf } from './paper.ts'

/** A cut may follow it: the day and the law are said (Lei 14.015/2020, art. 40 of Lei 11.445/2007). */
export const cutNoticeDocument = paperOf({
  name: 'dunning.notice',
  title: 'Notificação de corte',
  heading: 'Notificação de corte',
  closing:
    'Sem pagamento, o fornecimento de água pode ser suspenso a partir do dia útil seguinte a {{date notice.due_on}}, em horário comercial, nunca em sexta-feira, sábado, domingo, feriado ou véspera de feriado (Lei 14.015/2020), e depois de pelo menos 30 dias do recebimento desta notificação (Lei 11.445/2007, art. 40, V e § 2º). Débito em discussão ou já parcelado não motiva corte: procure o atendimento.',
})

export const debtNoticeDocument = paperOf({
  name: 'dunning.debt_notice',
  title: 'Notificação de débito',
  heading: 'Notificação de débito',
  closing:
    'Esta notificação não leva a corte do fornecimento. Sem pagamento, o débito segue para as demais formas de cobrança previstas em lei. Se já pagou ou contesta o débito, procure o atendimento.',
})

export const letterDocument = paperOf({
  name: 'dunning.letter',
  title: 'Carta de cobrança',
  heading: 'Carta de cobrança',
  closing:
    'Esta carta não é notificação de corte. Se já pagou, desconsidere-a; para parcelar ou contestar, procure o atendimento.',
})

export const reminderDocument = paperOf({
  name: 'dunning.reminder',
  title: 'Lembrete de débito',
  heading: 'Lembrete',
  closing:
    'Este é um lembrete e não é notificação de corte. Se já pagou, desconsidere-o; para parcelar ou contestar, procure o atendimento.',
})

/** Puts the debtor in default of what has no term (Civil Code, article 397). */
export const extrajudicialDocument = paperOf({
  name: 'dunning.extrajudicial',
  title: 'Notificação extrajudicial',
  heading: 'Notificação extrajudicial',
  closing:
    'Fica o devedor constituído em mora (Código Civil, art. 397, parágrafo único). Sem pagamento até o vencimento, o débito pode ser levado aos órgãos de proteção ao crédito, com aviso prévio (CDC, art. 43, § 2º), a protesto, à dívida ativa e a juízo. Se já pagou ou contesta o débito, procure o atendimento.',
})

export default [
  cutNoticeDocument,
  debtNoticeDocument,
  letterDocument,
  reminderDocument,
  extrajudicialDocument,
  caseFile,
] as readonly DocumentType[]
