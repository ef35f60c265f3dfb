import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, referenceMonth, rowId } from '#core/actions/index'
import { formatDate, formatRefMonth } from '#core/calendar/index'
import { type Delivered, confirmDeliveries } from '../services/chain/confirm_deliveries.ts'

const MOST_RETURNED = 2000

const input = vine.create({
  group: rowId(),
  reference: referenceMonth(),
  on: civilDay(),
  returned: vine
    .array(
      vine
        .string()
        .trim()
        .regex(/^\d[\d.-]{1,19}$/)
    )
    .maxLength(MOST_RETURNED)
    .optional(),
  reason_code: vine.string().trim().maxLength(40).optional(),
  rest_delivered: vine.boolean().optional(),
})
type Input = Infer<typeof input>

/** What deliverers tell of the invoices of a group and month (CM-20). */
export const confirmDeliveriesAction: Action<Input, Delivered> = {
  name: 'billing.confirm_deliveries',
  title: 'Registrar entrega de faturas',
  permission: 'billing.deliver',
  input,
  labels: {
    ...{ group: 'Grupo', reference: 'Mês de referência', on: 'Dia', reason_code: 'Motivo' },
    ...{ returned: 'Matrículas não entregues', rest_delivered: 'As demais foram entregues' },
  },
  reason: 'none',
  subject: ({ group }) => ({ type: 'registry.billing_groups', id: BigInt(group) }),
  run: (context, given) =>
    confirmDeliveries(context, {
      ...{ group: BigInt(given.group), reference: given.reference, on: given.on },
      ...{ returned: given.returned ?? [], reasonCode: given.reason_code },
      restDelivered: given.rest_delivered ?? true,
    }),
  describe: ({ reference, on }, { delivered, returned }) =>
    `Entrega das faturas de ${formatRefMonth(reference)} em ${formatDate(on)}: ${delivered} entregues, ${returned} devolvidas`,
}
