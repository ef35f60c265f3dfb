import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type ChosenDueDay, chooseDueDay } from '../services/due_days.ts'

const input = vine.create({
  premise_id: rowId(),
  due_day: vine.number().withoutDecimals().range([1, 31]).optional(),
})

const dayText = (day: number | null | undefined) => (day ? `dia ${day}` : 'o dia do grupo')

/** One of the alternative due days of the billing group for the bills of a premise (TR-3.2.13.10.14). */
export const chooseDueDayAction: Action<Infer<typeof input>, ChosenDueDay> = {
  name: 'registry.premises.choose_due_day',
  title: 'Escolher o dia de vencimento',
  permission: 'registry.write',
  serviceRecord: { task: 'Escolha do dia de vencimento', group: 'Cadastro' },
  input,
  labels: { premise_id: 'Imóvel', due_day: 'Dia de vencimento' },
  reason: 'none',
  subject: ({ premise_id: id }) => ({ type: 'registry.premises', id: BigInt(id) }),
  run: (context, { premise_id: id, due_day: day }) =>
    chooseDueDay(context, { premiseId: BigInt(id), day: day ?? null }),
  describe: ({ due_day: day }, { before }) =>
    `Vencimento das faturas: de ${dayText(before)} para ${dayText(day)}`,
}
