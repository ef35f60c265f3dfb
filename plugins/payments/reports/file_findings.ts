import type { EnumOption } from '#core/records/index'
import { type Report, periodFilters } from '#core/reports/index'
import { FINDING_PROBLEMS } from '../records/options.ts'
import { withinDays } from './shared.ts'

const SEVERITIES: readonly EnumOption[] = [
  { value: 'blocking', label: 'Impede o arquivo', tone: 'bad' },
  { value: 'line', label: 'Impede a linha', tone: 'attention' },
  { value: 'warning', label: 'Aviso', tone: 'info' },
]

/** What was found wrong with files before anything of them was done; of a valid file, nothing (TR-3.2.19.12). */
export const fileFindings: Report = {
  name: 'payments.file_findings',
  title: 'Validação de arquivos bancários',
  help: 'Os problemas achados em cada arquivo antes de baixar qualquer coisa: leiaute, sequência, convênio, data, valor, dígito verificador, registro repetido e total diferente das linhas. De um arquivo válido não há nenhum, e a página dele o diz.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [
    ...periodFilters,
    { name: 'file', label: 'Arquivo', type: 'reference', record: 'payments.files' },
    { name: 'severity', label: 'Gravidade', type: 'enum', options: SEVERITIES },
  ],
  columns: [
    { name: 'severity', label: 'Gravidade', type: 'enum', options: SEVERITIES },
    { name: 'file_id', label: 'Arquivo', type: 'reference', record: 'payments.files' },
    { name: 'agent', label: 'Agente', type: 'text' },
    { name: 'imported_at', label: 'Recebido em', type: 'datetime' },
    { name: 'records', label: 'Linhas do arquivo', type: 'integer' },
    { name: 'lines_cents', label: 'Soma das linhas', type: 'money' },
    { name: 'trailer_cents', label: 'Total informado', type: 'money' },
    { name: 'line', label: 'Linha', type: 'integer' },
    { name: 'field', label: 'Campo', type: 'text' },
    { name: 'problem', label: 'Problema', type: 'enum', options: FINDING_PROBLEMS },
    { name: 'message', label: 'O que há', type: 'text' },
    { name: 'content', label: 'Conteúdo', type: 'text' },
    { name: 'findings', label: 'Problemas', type: 'integer', isTotal: true },
  ],
  sort: { column: 'imported_at', direction: 'desc' },
  groups: ['severity', 'file_id', 'problem'],
  sql: `select n.severity, f.id as file_id, a.code || ' ' || a.name as agent, f.imported_at, f.line_count as records,
               (select coalesce(sum(l.amount_cents), 0)::bigint from payments_file_lines l where l.file_id = f.id) as lines_cents,
               f.total_cents as trailer_cents, n.line, n.field, n.problem, n.message, n.content, 1 as findings
          from payments_files f
          join payments_file_findings n on n.file_id = f.id
          join payments_agreements g on g.id = f.agreement_id
          join payments_agents a on a.id = g.agent_id
         where f.municipality_id = :municipality and ${withinDays('f.imported_at')}
           and (:file::bigint is null or f.id = :file::bigint) and (:severity::text is null or n.severity = :severity)`,
}
