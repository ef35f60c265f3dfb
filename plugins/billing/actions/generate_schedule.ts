import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type GeneratedSchedule, generateSchedule } from '../services/settings/generate_schedule.ts'

const input = vine.create({
  year: vine.number().withoutDecimals().range([2000, 2100]),
  group: rowId().optional(),
  replace: vine.boolean().optional(),
})

/** Plans the billing calendar of a year by the parameter and the business days (TR-3.2.7.2). */
export const generateScheduleAction: Action<Infer<typeof input>, GeneratedSchedule> = {
  name: 'billing.generate_schedule',
  title: 'Gerar cronograma do ano',
  permission: 'billing.write',
  input,
  labels: { year: 'Ano', group: 'Grupo', replace: 'Refazer os meses que já existem' },
  reason: 'none',
  subject: () => null,
  run: ({ tx, municipalityId }, { year, group, replace }) =>
    generateSchedule(tx, {
      ...{ municipalityId, year, isReplacing: replace === true },
      group: group === undefined ? undefined : BigInt(group),
    }),
  describe: ({ year }, { months, kept }) =>
    `Cronograma de ${year}: ${months} meses de grupos planejados${kept ? `, ${kept} ficaram como estavam` : ''}`,
}
