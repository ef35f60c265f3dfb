import type { Report } from '#core/reports/index'
import { groupFilter } from '#plugins/registry/api'
import { STEP_KINDS } from '../domain/policy.ts'
import { SCHEDULE_STATES } from '../records/options.ts'
import { PROGRESS } from '../services/schedule/progress.ts'

/** Each planned step of collection beside what was done of it (TR-3.2.19.40). */
export const schedule: Report = {
  name: 'dunning.schedule',
  title: 'Acompanhamento do cronograma de cobrança',
  help: 'Cada etapa planejada no período, por grupo: o dia previsto e o executado, quantos imóveis e que valor de cada um, e o atraso. Executada é a etapa feita pela primeira vez em contas da referência do grupo, pela política ou à mão.',
  permission: 'dunning.read',
  section: 'Cobrança',
  filters: [
    {
      ...{ name: 'from_on', label: 'Prevista de', type: 'date', isRequired: true },
      initial: ({ today }) => `${today.slice(0, 7)}-01`,
    },
    {
      ...{ name: 'until_on', label: 'Até', type: 'date', isRequired: true },
      initial: ({ today }) => today,
    },
    {
      ...{ name: 'as_of', label: 'Posição em', type: 'date', isRequired: true },
      initial: ({ today }) => today,
    },
    { name: 'kind', label: 'Etapa', type: 'enum', options: STEP_KINDS },
    { name: 'state', label: 'Situação', type: 'enum', options: SCHEDULE_STATES },
    groupFilter,
  ],
  columns: [
    { name: 'kind', label: 'O que se faz', type: 'enum', options: STEP_KINDS },
    { name: 'title', label: 'Etapa', type: 'text' },
    {
      ...{ name: 'billing_group_id', label: 'Grupo', type: 'reference' },
      record: 'registry.billing_groups',
    },
    { name: 'reference', label: 'Contas de', type: 'refmonth' },
    { name: 'planned_on', label: 'Prevista em', type: 'date' },
    { name: 'executed_on', label: 'Executada em', type: 'date' },
    { name: 'delay_days', label: 'Atraso (dias)', type: 'integer' },
    { name: 'state', label: 'Situação', type: 'enum', options: SCHEDULE_STATES },
    { name: 'steps', label: 'Etapas', type: 'integer', isTotal: true },
    { name: 'planned_units', label: 'Imóveis previstos', type: 'integer', isTotal: true },
    { name: 'planned_cents', label: 'Valor previsto', type: 'money', isTotal: true },
    { name: 'executed_units', label: 'Imóveis cobrados', type: 'integer', isTotal: true },
    { name: 'executed_cents', label: 'Valor cobrado', type: 'money', isTotal: true },
    { name: 'last_on', label: 'Feita pela última vez em', type: 'date' },
    { name: 'responsible', label: 'Responsável', type: 'text' },
  ],
  sort: { column: 'planned_on', direction: 'asc' },
  groups: ['kind', 'billing_group_id', 'state', 'responsible'],
  record: 'dunning.schedules',
  sql: `with given as (select :municipality::bigint as municipality, :from_on::date as from_on, :until_on::date as until_on, :as_of::date as as_of),
        ${PROGRESS}
        select p.id as record_id, p.kind, p.title, p.billing_group_id, p.reference, p.planned_on, p.executed_on, p.last_on, p.delay_days,
               p.state, 1 as steps, p.planned_units, p.planned_cents, p.executed_units, p.executed_cents, p.responsible
          from progress p
         where (:kind::text is null or p.kind = :kind) and (:state::text is null or p.state = :state)
           and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)`,
}
