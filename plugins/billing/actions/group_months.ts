import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, referenceMonth, rowId } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import {
  type ClosedMonth,
  closeGroupMonth,
  reopenGroupMonth,
} from '../services/month/close_month.ts'

const input = vine.create({ group: rowId(), reference: referenceMonth() })
type Input = Infer<typeof input>

const labels = { group: 'Grupo', reference: 'Mês de referência' }
const subject = ({ group }: Input) => ({ type: 'registry.billing_groups', id: BigInt(group) })

const waitingText = (parked: number): string => {
  if (parked === 0) return ''
  return parked === 1
    ? '; 1 retido espera a carga seguinte'
    : `; ${parked} retidos esperam a carga seguinte`
}

/** The month of a group ends: nothing measured or charged in it is without an explanation (DECISIONS 48). */
export const closeGroupMonthAction: Action<Input, ClosedMonth> = {
  name: 'billing.close_group_month',
  title: 'Fechar o mês do grupo',
  permission: 'billing.close_month',
  ...{ input, labels, subject },
  reason: 'none',
  refused: subject,
  run: ({ tx, municipalityId, actor, now }, { group, reference }) =>
    closeGroupMonth(tx, {
      ...{ municipalityId, group: BigInt(group), reference, by: actor.name, at: now },
    }),
  describe: (_, { name, reference, parked }) =>
    `${name}: ${formatRefMonth(reference)} fechado${waitingText(parked)}`,
}

/** What was closed takes invoices again, by whom it is permitted and with the reason on record. */
export const reopenGroupMonthAction: Action<Input, ClosedMonth> = {
  name: 'billing.reopen_group_month',
  title: 'Reabrir o mês do grupo',
  permission: 'billing.reopen_month',
  ...{ input, labels, subject },
  reason: 'required',
  refused: subject,
  run: ({ tx, municipalityId }, { group, reference }) =>
    reopenGroupMonth(tx, { municipalityId, group: BigInt(group), reference }),
  describe: (_, { name, reference }) => `${name}: ${formatRefMonth(reference)} reaberto`,
}
