import type { EnumOption } from '#core/records/index'
import type { Report } from '#core/reports/index'
import { districtFilter, premiseColumn } from '#plugins/registry/api'
import { NOTICE_STATES } from '../records/options.ts'
import { ADDRESS, IN_ROUTE_ORDER, ROUTE, ROUTE_COLUMNS } from './shared.ts'

const OUTCOMES: readonly EnumOption[] = [
  { value: 'fit', label: 'Apta ao corte', tone: 'bad' },
  { value: 'left_out', label: 'Fora', tone: 'neutral' },
]

const LEVELS: readonly EnumOption[] = [
  { value: '1', label: 'Cavalete' },
  { value: '2', label: 'Ramal' },
  { value: '3', label: 'Supressão' },
]

const DAYS_OF_ENDED = 30
const ENDED = NOTICE_STATES.filter(({ value }) => value !== 'pending' && value !== 'expired')
  .map(({ value, label }) => `when '${value}' then '${label.toLowerCase()}'`)
  .join(' ')

/** What the last run of each level said of its candidates, made or only looked at. */
const JUDGED = `
  select j.notice_id, j.judged_on, j.level::text as level, case when j.is_allowed then 'fit' else 'left_out' end as outcome, j.reason, j.because,
         j.debts, j.amount_cents, j.is_blocked, j.protection
    from dunning_cut_judgements j
   where j.municipality_id = :municipality and j.run_id = (
     select max(l.run_id) from dunning_cut_judgements l where l.municipality_id = j.municipality_id and l.level = j.level)`

/** Notices that ended lately: nobody is a candidate by them any more. */
const OVER = `
  select n.id, n.ended_on, '1', 'left_out', 'notificação ' || case n.state ${ENDED} end, coalesce(n.ended_why, ''), 0, 0::bigint, false, null
    from dunning_notices n
   where n.municipality_id = :municipality and n.kind = 'cut_notice' and n.state not in ('pending', 'expired')
     and n.ended_on >= :on::date - ${DAYS_OF_ENDED} and n.due_on < :on::date`

/** Units that may be cut by their notices, as the last run judged them, and why others are left out (TR-3.2.19.48). */
export const fitForCut: Report = {
  name: 'dunning.fit_for_cut',
  title: 'Imóveis aptos ao corte por notificação',
  help: 'Os imóveis com a notificação vencida que a lei e as regras em vigor deixam cortar, como os julgou a última execução ou prévia das ordens de corte. Com os que ficam de fora, cada um com o motivo, também os de notificação encerrada há menos de 30 dias.',
  permission: 'dunning.read',
  personal: 'registry.personal_data',
  section: 'Cobrança',
  filters: [
    {
      ...{ name: 'on', label: 'Posição em', type: 'date', isRequired: true },
      initial: ({ today }) => today,
    },
    { name: 'level', label: 'Nível', type: 'enum', options: LEVELS },
    districtFilter,
    { name: 'least_cents', label: 'Débito de', type: 'money' },
    {
      ...{ name: 'customer_type', label: 'Tipo de cliente', type: 'lookup' },
      lookup: 'registry.customer_types',
    },
    { name: 'shows_left_out', label: 'Mostrar os que ficam de fora', type: 'boolean' },
  ],
  columns: [
    { name: 'outcome', label: 'Resultado', type: 'enum', options: OUTCOMES },
    ...ROUTE_COLUMNS,
    premiseColumn,
    { name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
    {
      ...{ name: 'customer_type', label: 'Tipo de cliente', type: 'lookup' },
      lookup: 'registry.customer_types',
    },
    { name: 'address', label: 'Endereço', type: 'text' },
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'notice_id', label: 'Notificação', type: 'reference', record: 'dunning.notices' },
    { name: 'delivered_on', label: 'Recebida em', type: 'date' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'debts', label: 'Faturas', type: 'integer', isTotal: true },
    { name: 'amount_cents', label: 'Débito que sustenta', type: 'money', isTotal: true },
    { name: 'level', label: 'Nível', type: 'enum', options: LEVELS },
    { name: 'is_blocked', label: 'Bloqueado', type: 'boolean' },
    { name: 'reason', label: 'Por quê', type: 'text' },
    { name: 'because', label: 'Base', type: 'text' },
    { name: 'judged_on', label: 'Julgado em', type: 'date' },
  ],
  sort: { column: 'route', direction: 'asc' },
  orders: { route: 'walk' },
  groups: ['district', 'route', 'outcome', 'level'],
  sql: `select j.outcome, t.code as route, s.sequence, ${IN_ROUTE_ORDER} as walk, n.premise_id, c.name as customer, c.customer_type, ${ADDRESS} as address,
               p.district, j.notice_id, n.delivered_on, n.due_on, j.debts, j.amount_cents, j.level, j.is_blocked, j.reason, j.because,
               j.judged_on
          from (${JUDGED} union all ${OVER}) j
          join dunning_notices n on n.id = j.notice_id
          join registry_premises p on p.id = n.premise_id
          join registry_customers c on c.id = n.debtor_id
          ${ROUTE}
         where (j.outcome = 'fit' or coalesce(:shows_left_out::boolean, false))
           and (:level::text is null or j.level = :level) and (:district::text is null or lower(p.district) = lower(:district))
           and (:customer_type::text is null or c.customer_type = :customer_type)
           and (j.outcome <> 'fit' or j.amount_cents >= coalesce(:least_cents::bigint, 0))`,
}
