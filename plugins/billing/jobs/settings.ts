import type { ScheduleSetting } from '#core/jobs/index'
import { billingGroups } from '#plugins/registry/api'

export const groupSetting: ScheduleSetting = {
  name: 'group',
  label: 'Grupo',
  async options(tx, municipalityId) {
    const groups = await billingGroups(tx, municipalityId)
    return groups.map(({ id, name }) => ({ value: String(id), label: name }))
  },
}

/** Utilities that bill a month at the beginning of the next one schedule the month before. */
export const monthSetting: ScheduleSetting = {
  name: 'month',
  label: 'Mês de referência',
  help: 'O mês em que o agendamento cai, ou o anterior a ele.',
  options: async () => [
    { value: 'this', label: 'O mês do agendamento' },
    { value: 'before', label: 'O mês anterior' },
  ],
}
