import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import {
  type ChargedService,
  cancelService,
  chargeService,
} from '../services/apart/charge_service.ts'

const input = vine.create({
  premise_id: rowId(),
  service: vine.string().trim().minLength(1).maxLength(60),
  executed_on: civilDay(),
  quantity: vine.number().withoutDecimals().range([1, 999]).optional(),
  parcels: vine.number().withoutDecimals().range([1, 60]).optional(),
  reason_code: vine.string().trim().minLength(1).maxLength(40),
  remarks: vine.string().trim().maxLength(500).optional(),
})

const OF_PREMISE = 'registry.premises'

/** A service at the price of the table on its day, on the next invoices of the premise. */
export const chargeServiceAction: Action<Infer<typeof input>, ChargedService> = {
  name: 'billing.charge_service',
  title: 'Cobrar serviço',
  permission: 'billing.charge',
  serviceRecord: {
    task: 'Cobrança de serviço',
    group: 'Faturamento',
    unit: ({ premise_id: id }) => ({ type: OF_PREMISE, id: BigInt(id) }),
  },
  input,
  labels: {
    ...{ premise_id: 'Imóvel', service: 'Serviço', executed_on: 'Feito em' },
    ...{ quantity: 'Quantidade', parcels: 'Parcelas', reason_code: 'Motivo' },
    remarks: 'Observações',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'billing.service_charges', id }),
  run: ({ tx, municipalityId, actor, now: at }, given) =>
    chargeService(tx, {
      ...{ municipalityId, actor, at, premiseId: BigInt(given.premise_id), code: given.service },
      ...{ executedOn: given.executed_on, quantity: given.quantity ?? 1 },
      ...{ parcels: given.parcels ?? 1, reasonCode: given.reason_code, remarks: given.remarks },
    }),
  describe: (_, { title, totalCents, parcels, first }) =>
    `Serviço cobrado: ${title}, ${formatMoney(totalCents)}${parcels > 1 ? ` em ${parcels} parcelas` : ''}, a partir de ${formatRefMonth(first)}`,
}

const cancelInput = vine.create({ id: rowId() })
type Cancelled = Awaited<ReturnType<typeof cancelService>>

/** What no invoice has asked for yet is given up. */
export const cancelServiceAction: Action<Infer<typeof cancelInput>, Cancelled> = {
  name: 'billing.cancel_service',
  title: 'Desistir da cobrança',
  permission: 'billing.charge',
  serviceRecord: {
    task: 'Desistência de cobrança de serviço',
    group: 'Faturamento',
    unit: (_, { premise_id: id }) => ({ type: OF_PREMISE, id }),
  },
  input: cancelInput,
  labels: { id: 'Serviço cobrado' },
  reason: 'required',
  subject: ({ id }) => ({ type: 'billing.service_charges', id: BigInt(id) }),
  run: ({ tx, municipalityId, actor }, { id }) =>
    cancelService(tx, { municipalityId, id: BigInt(id), by: actor.name }),
  describe: (_, { title, effect }) => `Desistência de ${title}: ${effect}`,
}
