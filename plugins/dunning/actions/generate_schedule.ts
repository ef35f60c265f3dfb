import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, referenceMonth, rowId } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import { type GeneratedSchedule, generateSchedule } from '../services/schedule/generate_schedule.ts'

const input = vine.create({
  reference: referenceMonth(),
  group: rowId().optional(),
  replace: vine.boolean().optional(),
})

/** Plans the steps of the policy in force for the bills of a month, group by group (TR-3.2.19.40). */
export const generateScheduleAction: Action<Infer<typeof input>, GeneratedSchedule> = {
  name: 'dunning.generate_schedule',
  title: 'Gerar cronograma de cobrança',
  permission: 'dunning.plan',
  input,
  labels: {
    ...{ reference: 'Referência das contas', group: 'Grupo' },
    replace: 'Refazer as etapas que já existem',
  },
  reason: 'none',
  subject: () => null,
  run: async ({ tx, municipalityId }, { reference, group, replace }) =>
    generateSchedule(tx, {
      ...{ municipalityId, reference, isReplacing: replace === true },
      today: await todayIn(tx, municipalityId),
      group: group === undefined ? undefined : BigInt(group),
    }),
  describe: ({ reference }, { steps, kept, undated }) =>
    [
      `Cronograma de cobrança de ${formatRefMonth(reference)}: ${steps} etapas planejadas`,
      ...(kept ? [`, ${kept} ficaram como estavam`] : []),
      ...(undated.length ? [`. Sem vencimento de que contar: ${undated.join(', ')}`] : []),
    ].join(''),
}
