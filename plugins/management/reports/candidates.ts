import type { Report } from '#core/reports/index'
import { districtFilter, groupFilter, premiseColumn } from '#plugins/registry/api'
import { ACTION_KINDS, SIGNS } from '../records/options.ts'
import { candidatesSql } from '../services/candidates.ts'

const KINDS = ACTION_KINDS.filter(({ value }) => value !== 'other')

/** Units worth a commercial action, by the sign of it (CM-06). */
export const candidates: Report = {
  name: 'management.candidates',
  title: 'Unidades para ações comerciais',
  help: 'Hidrômetros que a leitura viu parados ou cujo ponteiro não anda, ligações inativas que continuam consumindo e categorias que os leituristas viram diferentes do cadastro, com a ação em andamento que já cuida da unidade.',
  permission: 'management.read',
  section: 'Gerencial',
  filters: [
    {
      ...{ name: 'on', label: 'Posição em', type: 'date', isRequired: true },
      initial: ({ today }) => today,
    },
    {
      ...{ name: 'months', label: 'Meses de indícios', type: 'integer', isRequired: true },
      ...{ minimum: '1', maximum: '12', initial: () => '3' },
    },
    { name: 'kind', label: 'Ação indicada', type: 'enum', options: KINDS },
    { name: 'sign', label: 'Indício', type: 'enum', options: SIGNS },
    ...[groupFilter, districtFilter],
  ],
  columns: [
    premiseColumn,
    { name: 'address', label: 'Endereço', type: 'text' },
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'kind', label: 'Ação indicada', type: 'enum', options: KINDS },
    { name: 'sign', label: 'Indício', type: 'enum', options: SIGNS },
    { name: 'seen_on', label: 'Visto em', type: 'date' },
    {
      ...{ name: 'action_id', label: 'Já na ação', type: 'reference' },
      record: 'management.actions',
    },
  ],
  sort: { column: 'seen_on', direction: 'desc' },
  groups: ['kind', 'sign', 'district'],
  sql: `select s.premise_id, concat_ws(', ', p.street, p.number, p.complement) as address, p.district, s.kind, s.sign, s.seen_on,
               (select max(o.id) from management_action_units u join management_actions o on o.id = u.action_id
                 where u.premise_id = p.id and o.kind = s.kind and o.state = 'open') as action_id
          from (${candidatesSql({ municipality: ':municipality', on: ':on', months: ':months' })}) s
          join registry_premises p on p.id = s.premise_id and p.status = 'active'
         where (:kind::text is null or s.kind = :kind) and (:sign::text is null or s.sign = :sign)
           and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)
           and (:district::text is null or plain_text(p.district) = plain_text(:district))`,
}
