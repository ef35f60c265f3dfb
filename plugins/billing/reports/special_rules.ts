import type { EnumOption } from '#core/records/index'
import { type Report, positionFilter } from '#core/reports/index'
import { groupFilter, holderColumn, premiseColumn } from '#plugins/registry/api'
import { OF_GROUP } from './shared.ts'

const RULES: readonly EnumOption[] = [
  { value: 'fixed_volume', label: 'Contrato: volume fixo' },
  { value: 'min_max', label: 'Contrato: mínimo e máximo' },
  { value: 'fixed_value', label: 'Contrato: valor fixo' },
  { value: 'demand', label: 'Contrato: demanda' },
  { value: 'exemption', label: 'Isenção' },
  { value: 'central', label: 'Órgão pagador' },
  { value: 'due_day', label: 'Dia de vencimento escolhido' },
  { value: 'own_source', label: 'Fonte própria' },
]

const m3 = (column: string) => `trim_scale(${column})::text || ' m³'`

/** What is special of each unit, with its days; the registry keeps what has no end. */
const SPECIAL = `
  select k.premise_id, k.kind as rule,
         case k.kind when 'fixed_volume' then ${m3('k.volume_m3')} when 'demand' then ${m3('k.volume_m3')}
                     when 'min_max' then ${m3('k.min_m3')} || ' a ' || ${m3('k.max_m3')}
                     else 'R$ ' || to_char(k.value_cents / 100.0, 'FM999999990D00') end as value,
         k.from_on, least(k.until_on, k.ended_on) as until_on, k.number as act, k.signed_by as author
    from billing_contracts k where k.municipality_id = :municipality
  union all
  select x.premise_id, 'exemption', x.service, x.from_on, least(x.until_on, x.ended_on), x.legal_basis, x.granted_by
    from billing_exemptions x where x.municipality_id = :municipality
  union all
  select b.premise_id, 'central', o.code || ' ' || o.name, b.from_on, b.until_on, null, null
    from registry_paying_body_premises b join registry_paying_bodies o on o.id = b.body_id where b.municipality_id = :municipality
  union all
  select p.id, 'due_day', 'dia ' || p.due_day, null, null, null, null
    from registry_premises p where p.municipality_id = :municipality and p.due_day is not null
  union all
  select p.id, 'own_source', null, null, null, null, null
    from registry_premises p where p.municipality_id = :municipality and p.has_own_source`

/** Units that are not billed as the others are (TR-3.2.19.33). */
export const specialRules: Report = {
  name: 'billing.special_rules',
  title: 'Imóveis com regras próprias de faturamento',
  help: 'Cada regra própria de cada imóvel na data escolhida: contratos, isenções, órgão pagador, dia de vencimento escolhido e fonte própria. A que terminou não aparece.',
  permission: 'billing.read',
  personal: 'registry.personal_data',
  section: 'Faturamento',
  filters: [
    positionFilter,
    { name: 'rule', label: 'Regra', type: 'enum', options: RULES },
    { name: 'within_days', label: 'Que terminam em até (dias)', type: 'integer' },
    groupFilter,
  ],
  columns: [
    { name: 'rule', label: 'Regra', type: 'enum', options: RULES },
    premiseColumn,
    holderColumn,
    { name: 'value', label: 'Valor', type: 'text' },
    { name: 'from_on', label: 'De', type: 'date' },
    { name: 'until_on', label: 'Até', type: 'date' },
    { name: 'act', label: 'Contrato ou base legal', type: 'text' },
    { name: 'author', label: 'Responsável', type: 'text' },
  ],
  sort: { column: 'premise_id', direction: 'asc' },
  groups: ['rule'],
  sql: `select s.rule, s.premise_id, p.holder_name as holder, s.value, s.from_on, s.until_on, s.act, s.author
          from (${SPECIAL}) s join registry_premises p on p.id = s.premise_id and p.status = 'active'
         where coalesce(s.from_on, '-infinity') <= :position_on::date and coalesce(s.until_on, 'infinity') >= :position_on::date
           and (:rule::text is null or s.rule = :rule) and ${OF_GROUP}
           and (:within_days::int is null or s.until_on <= :position_on::date + :within_days::int)`,
}
