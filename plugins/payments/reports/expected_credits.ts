import { type Report, periodFilters } from '#core/reports/index'
import { agreedFee } from '../services/fees.ts'

const STATUSES = [
  { value: 'compatible', label: 'Compatível', tone: 'good' },
  { value: 'divergent', label: 'Divergente', tone: 'bad' },
] as const

/**
 * Each file's money of a credit day, with what the bank credited of it: credits of a day go to its files in the order in which
 * they came, what is over or missing to the last. A Pix day is one line without file.
 */
const CREDITS = `
  told as (
    select g.id as agreement_id, g.account, g.fee_mode, a.code || ' ' || a.name as agent, a.id as agent_id, g.code as agreement,
           f.id as file_id, l.credited_on, count(*) as records, sum(l.amount_cents) as gross,
           sum(${agreedFee('g', 'l.capture', 'coalesce(l.paid_on, l.credited_on)')}) as fee,
           sum(l.amount_cents) filter (where l.fate in ('settled', 'duplicate', 'joined', 'forwarded')) as settled,
           sum(l.amount_cents) filter (where l.fate in ('unidentified', 'rejected', 'waiting')) as treated
      from payments_file_lines l
      join payments_files f on f.id = l.file_id and f.status = 'imported'
      join payments_agreements g on g.id = f.agreement_id
      join payments_agents a on a.id = g.agent_id
     where l.municipality_id = :municipality and l.credited_on >= :from_on and l.credited_on <= :until_on
       and l.amount_cents > 0 and l.fate not in ('returned', 'noted')
       and (l.receipt_id is null or not exists (
         select from receivables_advices o where o.municipality_id = l.municipality_id and o.receipt_id = l.receipt_id
            and o.id < l.advice_id and o.channel in ('collection_return', 'direct_debit_return', 'boleto_return', 'pix_notice')))
     group by g.id, a.id, f.id, l.credited_on),
  pix as (
    select g.id as agreement_id, g.account, g.fee_mode, a.code || ' ' || a.name as agent, a.id as agent_id, g.code as agreement,
           null::bigint as file_id, d.credited_on, d.receipts::bigint as records, d.gross_cents as gross, d.fee_cents as fee,
           d.gross_cents as settled, 0 as treated
      from payments_days d join payments_agreements g on g.id = d.agreement_id join payments_agents a on a.id = g.agent_id
     where d.municipality_id = :municipality and d.kind = 'pix' and d.credited_on >= :from_on and d.credited_on <= :until_on),
  nets as (
    select x.*, case when x.file_id is null then 'pix' else 'file' end as kind,
           x.gross - case when x.fee_mode = 'deducted' then x.fee else 0 end as net
      from (select * from told union all select * from pix) x),
  placed as (
    select n.*, coalesce(d.credited_cents, 0) as of_day,
           coalesce(sum(n.net) over (partition by n.agreement_id, n.kind, n.credited_on order by n.file_id
             rows between unbounded preceding and 1 preceding), 0) as before,
           row_number() over (partition by n.agreement_id, n.kind, n.credited_on order by n.file_id desc) = 1 as is_last
      from nets n
      left join payments_days d on d.agreement_id = n.agreement_id and d.kind = n.kind and d.credited_on = n.credited_on),
  credits as (
    select p.*, case when p.is_last then greatest(p.of_day - p.before, 0)
                     else least(greatest(p.of_day - p.before, 0), p.net) end as credited from placed p)`

const filters = [
  ...periodFilters,
  { name: 'agent_id', label: 'Agente', type: 'reference', record: 'payments.agents' },
] as const
const where = `(:agent_id::bigint is null or agent_id = :agent_id::bigint)`

/** What each agreement should credit, and what it did, with what is still missing (TR-3.2.19.6). */
export const expectedCredits: Report = {
  name: 'payments.expected_credits',
  title: 'Extrato bancário até a data',
  help: 'O que os arquivos e o Pix prometem creditar em cada conta, dia a dia, a tarifa, o que entrou e o saldo que falta.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [
    ...filters,
    { name: 'account', label: 'Conta', type: 'text', maxLength: 40 },
    { name: 'agreement', label: 'Convênio', type: 'text', maxLength: 20 },
  ],
  columns: [
    { name: 'account', label: 'Conta', type: 'text' },
    { name: 'credited_on', label: 'Crédito previsto', type: 'date' },
    { name: 'agent', label: 'Agente', type: 'text' },
    { name: 'agreement', label: 'Convênio', type: 'text' },
    { name: 'file_id', label: 'Arquivo', type: 'reference', record: 'payments.files' },
    { name: 'records', label: 'Pagamentos', type: 'integer', isTotal: true },
    { name: 'gross_cents', label: 'Arrecadado', type: 'money', isTotal: true },
    { name: 'fee_cents', label: 'Tarifa', type: 'money', isTotal: true },
    { name: 'net_cents', label: 'Líquido', type: 'money', isTotal: true },
    { name: 'credited_cents', label: 'Creditado', type: 'money', isTotal: true },
    { name: 'difference_cents', label: 'Diferença', type: 'money', isTotal: true },
    { name: 'balance_cents', label: 'Saldo a receber', type: 'money' },
  ],
  sort: { column: 'credited_on', direction: 'asc' },
  groups: ['account', 'credited_on', 'agent'],
  chart: { title: 'Líquido por dia', category: 'credited_on', value: 'net_cents' },
  sql: `with ${CREDITS}
        select account, credited_on, agent, agreement, file_id, records, gross::bigint as gross_cents, fee::bigint as fee_cents,
               net::bigint as net_cents, credited::bigint as credited_cents, (net - credited)::bigint as difference_cents,
               sum(net - credited) over (partition by account order by credited_on, agreement, kind, file_id)::bigint as balance_cents
          from credits
         where ${where} and (:account::text is null or account = :account) and (:agreement::text is null or agreement = :agreement)`,
}

/** What the files told against what was settled and what was credited (TR-3.2.19.10b). */
export const compatibility: Report = {
  name: 'payments.compatibility',
  title: 'Compatibilidade dos pagamentos bancários',
  help: 'O valor de cada arquivo, o que foi baixado, o que está em tratamento e o que o banco creditou, com as diferenças.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [...filters, { name: 'status', label: 'Situação', type: 'enum', options: STATUSES }],
  columns: [
    { name: 'agent', label: 'Agente', type: 'text' },
    { name: 'agreement', label: 'Convênio', type: 'text' },
    { name: 'file_id', label: 'Arquivo', type: 'reference', record: 'payments.files' },
    { name: 'credited_on', label: 'Crédito em', type: 'date' },
    { name: 'gross_cents', label: 'No arquivo', type: 'money', isTotal: true },
    { name: 'settled_cents', label: 'Baixado', type: 'money', isTotal: true },
    { name: 'treated_cents', label: 'Em tratamento', type: 'money', isTotal: true },
    { name: 'fee_cents', label: 'Tarifa', type: 'money', isTotal: true },
    { name: 'credited_cents', label: 'Creditado', type: 'money', isTotal: true },
    { name: 'settling_cents', label: 'Arquivo − sistema', type: 'money', isTotal: true },
    { name: 'crediting_cents', label: 'Líquido − creditado', type: 'money', isTotal: true },
    { name: 'status', label: 'Situação', type: 'enum', options: STATUSES },
  ],
  sort: { column: 'credited_on', direction: 'asc' },
  groups: ['agent', 'status'],
  chart: { title: 'Líquido − creditado por agente', category: 'agent', value: 'crediting_cents' },
  sql: `with ${CREDITS},
        compared as (
          select agent, agent_id, agreement, file_id, credited_on, gross::bigint as gross_cents,
                 coalesce(settled, 0)::bigint as settled_cents, coalesce(treated, 0)::bigint as treated_cents,
                 fee::bigint as fee_cents, credited::bigint as credited_cents,
                 (gross - coalesce(settled, 0) - coalesce(treated, 0))::bigint as settling_cents,
                 (net - credited)::bigint as crediting_cents from credits)
        select c.*, case when settling_cents = 0 and crediting_cents = 0 then 'compatible' else 'divergent' end as status
          from compared c
         where ${where} and (:status::text is null
           or (settling_cents = 0 and crediting_cents = 0) = (:status = 'compatible'))`,
}
