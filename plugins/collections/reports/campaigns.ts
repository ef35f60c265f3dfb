import { type Report, periodFilters } from '#core/reports/index'
import { CAMPAIGN_KINDS } from '../records/options.ts'
import { campaignFilter } from './shared.ts'

const count = (name: string, label: string) =>
  ({ name, label, type: 'integer', isTotal: true }) as const

/** What calls came to, and who paid after them (TR-3.2.19.67). */
export const campaignsReport: Report = {
  name: 'collections.campaigns',
  title: 'Desempenho de campanhas de contato',
  help: 'De cada campanha: contatos previstos, feitos, atendidos e por que não, a duração média, as promessas, e quantos clientes pagaram, e quanto, nos dias que a campanha admite depois do primeiro contato atendido.',
  permission: 'collections.read',
  section: 'Mesa de cobrança',
  filters: [
    ...periodFilters,
    campaignFilter,
    { name: 'kind', label: 'Tipo', type: 'enum', options: CAMPAIGN_KINDS },
  ],
  columns: [
    { name: 'campaign_id', label: 'Campanha', type: 'reference', record: 'collections.campaigns' },
    { name: 'kind', label: 'Tipo', type: 'enum', options: CAMPAIGN_KINDS },
    count('planned', 'Previstos'),
    count('dialled', 'Chamadas e mensagens'),
    count('answered', 'Atendidas'),
    count('unanswered', 'Não atendidas'),
    count('busy', 'Ocupadas'),
    count('invalid', 'Número inválido'),
    count('transferred', 'Passadas ao atendimento'),
    { name: 'contact_percent', label: 'Contato', type: 'decimal', unit: '%' },
    { name: 'average_seconds', label: 'Duração média', type: 'integer', unit: 's' },
    count('promises', 'Promessas'),
    { name: 'pay_days', label: 'Dias que contam', type: 'integer' },
    count('payers', 'Clientes que pagaram'),
    { name: 'paid_cents', label: 'Pago', type: 'money', isTotal: true },
  ],
  sort: { column: 'campaign_id', direction: 'asc' },
  groups: ['kind', 'campaign_id'],
  chart: { title: 'Pago por campanha', category: 'campaign_id', value: 'paid_cents' },
  record: 'collections.campaigns',
  sql: `with calls as (
      select k.id, count(c.id) as dialled, count(*) filter (where r.meaning in ('answered', 'transferred')) as answered,
             count(*) filter (where r.meaning = 'unanswered') as unanswered, count(*) filter (where r.meaning = 'busy') as busy,
             count(*) filter (where r.meaning = 'invalid') as invalid,
             count(*) filter (where r.meaning = 'transferred') as transferred,
             round(avg(c.seconds) filter (where r.meaning in ('answered', 'transferred')))::int as average_seconds,
             (select count(*) from collections_promises p join collections_contacts o on o.id = p.contact_id
               where o.campaign_id = k.id) as promises
        from collections_campaigns k
        left join collections_contacts c on c.campaign_id = k.id
        left join collections_results r on r.municipality_id = c.municipality_id and r.code = c.result
       where k.municipality_id = :municipality and k.starts_on between :from_on and :until_on
         and (:campaign::bigint is null or k.id = :campaign::bigint) and (:kind::text is null or k.kind = :kind)
       group by k.id),
    spoken as (
      select c.campaign_id, c.premise_id, c.debtor_id, min(c.made_on) as made_on
        from collections_contacts c
        join collections_results r on r.municipality_id = c.municipality_id and r.code = c.result
         and r.meaning in ('answered', 'transferred')
       where c.campaign_id in (select id from calls) group by 1, 2, 3),
    paid as (
      select s.campaign_id, s.debtor_id, sum(m.amount_cents) as cents
        from spoken s
        join collections_campaigns k on k.id = s.campaign_id
        join receivables_items i on i.municipality_id = :municipality and i.premise_id = s.premise_id
         and i.debtor_id = s.debtor_id and i.due_on < s.made_on
        join receivables_settlements m on m.item_id = i.id and m.settled_on between s.made_on and s.made_on + k.pay_days
       group by 1, 2 having sum(m.amount_cents) > 0)
    select k.id as record_id, k.id as campaign_id, k.kind, k.planned, c.dialled, c.answered, c.unanswered, c.busy, c.invalid,
           c.transferred, round(100.0 * c.answered / nullif(c.dialled, 0), 1) as contact_percent, c.average_seconds, c.promises,
           k.pay_days, count(p.debtor_id) as payers, coalesce(sum(p.cents), 0)::bigint as paid_cents
      from calls c join collections_campaigns k on k.id = c.id left join paid p on p.campaign_id = k.id
     group by k.id, c.dialled, c.answered, c.unanswered, c.busy, c.invalid, c.transferred, c.average_seconds, c.promises`,
}
