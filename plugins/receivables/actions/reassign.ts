import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { formatMoney } from '#core/money/index'
import { REASSIGN_AUTHORITY } from '../configuration/reassign_parameter.ts'
import { REASSIGNMENTS, type Reassigned, reassignDebts } from '../services/reassign_debts.ts'

const input = vine.create({
  premise_id: rowId(),
  from_customer_id: rowId(),
  to_customer_id: rowId(),
  documents: vine.string().trim().maxLength(8000).optional(),
  authority: vine.string().trim().minLength(5).maxLength(300),
  why: vine.string().trim().minLength(5).maxLength(500),
})

/** What one customer of a premise owes, another of the same premise owes from now on (TR-3.2.19.56). */
export const reassignAction: Action<Infer<typeof input>, Reassigned> = {
  name: 'receivables.reassign',
  title: 'Transferir débitos a outro responsável',
  permission: 'receivables.reassign',
  serviceRecord: {
    ...{ task: 'Transferência de débitos entre responsáveis', group: 'Contas a receber' },
    unit: ({ premise_id: id }) => ({ type: 'registry.premises', id: BigInt(id) }),
  },
  input,
  labels: {
    ...{ premise_id: 'Imóvel', from_customer_id: 'Quem devia', to_customer_id: 'Quem assume' },
    ...{ documents: 'Documentos', authority: 'Ato ou acordo', why: 'Motivo' },
  },
  reason: 'none',
  authority: {
    ...{ parameter: REASSIGN_AUTHORITY, unit: 'cents' },
    measureDone: ({ amountCents }) => amountCents,
  },
  subject: (_, { id }) => ({ type: REASSIGNMENTS, id }),
  run: (context, given) =>
    reassignDebts(context, {
      ...{ premiseId: BigInt(given.premise_id), fromId: BigInt(given.from_customer_id) },
      ...{ toId: BigInt(given.to_customer_id), authority: given.authority, why: given.why },
      numbers: [...new Set((given.documents ?? '').split(/[\s,;]+/).filter(Boolean))],
    }),
  describe: ({ authority, why }, { fromName, toName, debts, amountCents }) =>
    `${debts} débito(s), ${formatMoney(amountCents)}, passaram de ${fromName} para ${toName}: ${why} (${authority})`,
}
