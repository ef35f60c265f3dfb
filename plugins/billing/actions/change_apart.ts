import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import { APART_ORIGIN } from '../services/apart/charge_customer.ts'
import { type ChangedCharge, cancelCharge, redateCharge } from '../services/apart/change_charge.ts'
import { GROUPED, type RedatedGroup, redateGroup } from '../services/apart/redate_group.ts'

const CUSTOMERS = 'registry.customers'
const dated = vine.create({ id: rowId(), due_on: civilDay() })
const labels = { id: 'Documento', due_on: 'Novo vencimento' }

const ofCustomer = (task: string) => ({
  ...{ task, group: 'Faturamento' },
  unit: (_: unknown, { customerId: id }: ChangedCharge) => ({ type: CUSTOMERS, id }),
})

/** Another due date for a charge outside the run (TR-3.2.13.12.10). */
export const redateChargeAction: Action<Infer<typeof dated>, ChangedCharge> = {
  name: 'billing.redate_charge',
  title: 'Mudar o vencimento',
  permission: 'billing.issue_apart',
  serviceRecord: ofCustomer('Alteração de vencimento de cobrança avulsa'),
  ...{ input: dated, labels, reason: 'required' },
  subject: (_, { id }) => ({ type: APART_ORIGIN, id }),
  run: (context, { id, due_on: dueOn }) => redateCharge(context, { id: BigInt(id), dueOn }),
  describe: ({ due_on: dueOn }, { number, formerNumber, formerDueOn }) =>
    `Cobrança ${formerNumber} substituída pela ${number}: vencimento de ${formatDate(formerDueOn)} para ${formatDate(dueOn)}`,
}

const plain = vine.create({ id: rowId() })

/** A charge that should not have been made. */
export const cancelChargeAction: Action<Infer<typeof plain>, ChangedCharge> = {
  name: 'billing.cancel_charge',
  title: 'Cancelar a cobrança',
  permission: 'billing.issue_apart',
  serviceRecord: ofCustomer('Cancelamento de cobrança avulsa'),
  ...{ input: plain, labels, reason: 'required' },
  subject: ({ id }) => ({ type: APART_ORIGIN, id: BigInt(id) }),
  run: (context, { id }) => cancelCharge(context, BigInt(id)),
  describe: (_, { number, totalCents }) =>
    `Cobrança ${number} (${formatMoney(totalCents)}) cancelada`,
}

/** Another due date for the document of a group of invoices (TR-3.2.13.16). */
export const redateGroupAction: Action<Infer<typeof dated>, RedatedGroup> = {
  name: 'billing.redate_group',
  title: 'Mudar o vencimento',
  permission: 'billing.issue_apart',
  ...{ input: dated, labels, reason: 'required' },
  subject: ({ id }) => ({ type: GROUPED, id: BigInt(id) }),
  run: (context, { id, due_on: dueOn }) => redateGroup(context, { id: BigInt(id), dueOn }),
  describe: ({ due_on: dueOn }, { number, formerNumber, formerDueOn }) =>
    `Fatura agrupada ${formerNumber} agora ${number}: vencimento de ${formatDate(formerDueOn)} para ${formatDate(dueOn)}`,
}
