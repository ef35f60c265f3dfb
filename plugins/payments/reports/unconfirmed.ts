import { type Report, positionFilter } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { AGENT, OF_AGENT, agentColumn, agentFilter, documentColumn } from './shared.ts'

/** Manual settlements whose money the bank has not told of: paid by a paper, still on its way. */
export const unconfirmed: Report = {
  name: 'payments.unconfirmed',
  title: 'Baixas manuais sem confirmação do banco',
  help: 'O que foi quitado pelo comprovante e ainda não veio em arquivo, Pix ou extrato, e há quantos dias espera. Cobre o banco ou estorne a baixa.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [positionFilter, agentFilter],
  columns: [
    { name: 'receipt_id', label: 'Recebimento', type: 'reference', record: 'receivables.receipts' },
    { name: 'paid_on', label: 'Pago em', type: 'date' },
    agentColumn,
    premiseColumn,
    documentColumn,
    { name: 'proof', label: 'Comprovante', type: 'text' },
    { name: 'user_name', label: 'Baixado por', type: 'text' },
    { name: 'days', label: 'Dias em espera', type: 'integer' },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
  ],
  sort: { column: 'paid_on', direction: 'asc' },
  groups: ['agent', 'user_name'],
  sql: `select r.id as receipt_id, r.paid_on, ${AGENT} as agent, r.premise_id, r.document_id, r.proof, m.user_name,
               :position_on::date - r.paid_on as days, r.amount_cents
          from receivables_receipts r
          left join payments_manual_settlements m on m.municipality_id = r.municipality_id and m.receipt_id = r.id
         where r.municipality_id = :municipality and r.awaits_bank and r.paid_on <= :position_on and ${OF_AGENT}`,
}
