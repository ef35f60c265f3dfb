import { type Report, periodFilters } from '#core/reports/index'
import { FILE_STATUSES } from '../records/options.ts'
import { withinDays } from './shared.ts'

const FATES = [
  ['settled', 'Baixadas'],
  ['joined', 'Já recebidas'],
  ['duplicate', 'Em dobro'],
  ['divergent', 'Com valor diferente'],
  ['unidentified', 'A identificar'],
  ['forwarded', 'Do sistema anterior'],
  ['returned', 'Não debitadas'],
  ['noted', 'Anotadas'],
  ['rejected', 'Recusadas'],
] as const

const SUMS = FATES.map(
  ([fate]) => `count(*) filter (where l.fate = '${fate}') as ${fate}_lines,
               coalesce(sum(l.amount_cents) filter (where l.fate = '${fate}'), 0)::bigint as ${fate}_cents`
).join(',\n')

const NAMES = FATES.map(
  ([fate]) =>
    `coalesce(l.${fate}_lines, 0) as ${fate}_lines, coalesce(l.${fate}_cents, 0) as ${fate}_cents`
)

/** The bank files that came in, each with the figures of its lines (TR-3.2.19.4). */
export const files: Report = {
  name: 'payments.files',
  title: 'Importação de arquivos bancários, resumo',
  help: 'Cada arquivo dos bancos com a quantidade e o valor de cada resultado e a diferença para o total informado.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [
    ...periodFilters,
    { name: 'agent_id', label: 'Agente', type: 'reference', record: 'payments.agents' },
    { name: 'status', label: 'Situação', type: 'enum', options: FILE_STATUSES },
  ],
  columns: [
    { name: 'file_id', label: 'Arquivo', type: 'reference', record: 'payments.files' },
    { name: 'agent', label: 'Agente', type: 'text' },
    { name: 'agreement', label: 'Convênio', type: 'text' },
    { name: 'sequence', label: 'NSA', type: 'text' },
    { name: 'imported_at', label: 'Importado em', type: 'datetime' },
    { name: 'status', label: 'Situação', type: 'enum', options: FILE_STATUSES },
    { name: 'reason', label: 'Motivo', type: 'text' },
    { name: 'lines', label: 'Linhas', type: 'integer', isTotal: true },
    { name: 'trailer_cents', label: 'Total informado', type: 'money', isTotal: true },
    ...FATES.flatMap(([fate, label]) => [
      { name: `${fate}_lines`, label, type: 'integer' as const, isTotal: true },
      { name: `${fate}_cents`, label: `${label} (R$)`, type: 'money' as const, isTotal: true },
    ]),
    { name: 'difference_cents', label: 'Diferença', type: 'money', isTotal: true },
  ],
  sort: { column: 'imported_at', direction: 'desc' },
  groups: ['agent', 'status'],
  chart: { title: 'Total informado por agente', category: 'agent', value: 'trailer_cents' },
  sql: `select f.id as file_id, a.code || ' ' || a.name as agent, g.code as agreement, f.sequence::text as sequence,
               f.imported_at, f.status, f.reason, f.line_count as lines, coalesce(f.total_cents, 0) as trailer_cents,
               ${NAMES.join(', ')},
               case when l.file_id is null then 0 else coalesce(f.total_cents, 0) - l.read_cents end as difference_cents
          from payments_files f
          join payments_agreements g on g.id = f.agreement_id
          join payments_agents a on a.id = g.agent_id
          left join lateral (
            select l.file_id, coalesce(sum(l.amount_cents), 0)::bigint as read_cents, ${SUMS}
              from (
                select l.file_id, l.amount_cents,
                       case when l.fate = 'settled' and r.class in ('overpaid', 'underpaid') then 'divergent' else l.fate end as fate
                  from payments_file_lines l left join receivables_receipts r on r.id = l.receipt_id
                 where l.file_id = f.id) l
             group by l.file_id) l on true
         where f.municipality_id = :municipality
           and ${withinDays('f.imported_at')}
           and (:agent_id::bigint is null or a.id = :agent_id::bigint)
           and (:status::text is null or f.status = :status)`,
}
