import type { ScheduleSetting } from '#core/jobs/index'
import { routesOfGroups } from '#plugins/readings/api'
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

export const ALL = 'all'

/** Utilities that bill a group route by route have a schedule for each. */
export const routeSetting: ScheduleSetting = {
  name: 'route',
  label: 'Roteiro',
  help: 'Só um roteiro do grupo; os outros esperam a rodada deles.',
  otherwise: ALL,
  async options(tx, municipalityId) {
    const routes = await routesOfGroups(tx, municipalityId)
    return [
      { value: ALL, label: 'Todos' },
      ...routes.map(({ id, title }) => ({ value: String(id), label: title })),
    ]
  },
}
