import { type Report, positionFilter } from '#core/reports/index'
import { PROGRAMMES } from '../records/social_benefits.ts'
import { districtFilter, groupFilter, holderColumn, premiseColumn } from './filters.ts'

const CAUSES = [
  { value: 'left_file', label: 'Saiu do arquivo do programa' },
  { value: 'criteria', label: 'Não atende mais aos critérios' },
  { value: 'moved', label: 'Não responde mais pelo imóvel' },
  { value: 'validity', label: 'Validade acabou sem renovação' },
]

/** Families whose benefit is only kept by law, with the day on which they lose it. */
export const socialLosses: Report = {
  name: 'registry.social_losses',
  title: 'Famílias que vão perder a tarifa social',
  help: 'Quem, no dia escolhido, está nos meses em que a lei mantém o benefício de quem deixou de atender aos critérios ou cuja validade acabou: até quando vai e por quê.',
  permission: 'registry.read',
  personal: 'registry.personal_data',
  section: 'Cadastro',
  filters: [
    positionFilter,
    { name: 'cause', label: 'Por que perde', type: 'enum', options: CAUSES },
    { name: 'within_days', label: 'Perde em até (dias)', type: 'integer' },
    ...[districtFilter, groupFilter],
  ],
  columns: [
    { name: 'cause', label: 'Por que perde', type: 'enum', options: CAUSES },
    premiseColumn,
    { ...holderColumn, label: 'Beneficiário' },
    { name: 'programme', label: 'Programa', type: 'enum', options: PROGRAMMES },
    { name: 'programme_number', label: 'NIS ou nº do benefício', type: 'text', isPersonal: true },
    { name: 'phone', label: 'Telefone', type: 'phone', isPersonal: true },
    { name: 'since_on', label: 'Em perda desde', type: 'date' },
    { name: 'last_on', label: 'Mantido até', type: 'date' },
    { name: 'days_left', label: 'Dias até perder', type: 'integer' },
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'units', label: 'Imóveis', type: 'integer', isTotal: true },
  ],
  sort: { column: 'days_left', direction: 'asc' },
  groups: ['cause', 'programme', 'district'],
  chart: { title: 'Imóveis por motivo', category: 'cause', value: 'units' },
  sql: `select * from (
          select coalesce(b.loss_cause, 'validity') as cause, b.premise_id, c.name as holder, b.programme, b.programme_number, c.phone,
                 coalesce(b.lost_on, b.until_on + 1) as since_on, b.last_on, b.last_on - :position_on::date as days_left,
                 p.district, 1 as units
            from registry_social_benefits b
            join registry_premises p on p.id = b.premise_id
            join registry_customers c on c.id = b.customer_id
           where b.municipality_id = :municipality and b.from_on <= :position_on::date and b.last_on >= :position_on::date
             and (b.lost_on <= :position_on::date or (b.lost_on is null and b.until_on < :position_on::date))
             and coalesce(b.loss_cause, '') not in ('irregularity', 'asked', 'renewed')
             and (:district::text is null or lower(p.district) = lower(:district))
             and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)) kept
         where (:cause::text is null or cause = :cause)
           and (:within_days::int is null or days_left <= :within_days::int)`,
}
