import { type Report, periodFilters } from '#core/reports/index'
import { OF_ACCOUNT, accountFilter, chartOn } from './shared.ts'

const NATURES = [
  { value: 'debit', label: 'Devedora' },
  { value: 'credit', label: 'Credora' },
]

/** Balance before, movement and balance after of each account and of those above it (TR-3.2.19.55). */
export const accountBalances: Report = {
  name: 'accounting.account_balances',
  title: 'Saldo por conta',
  help: 'O saldo anterior, os débitos, os créditos e o saldo atual de cada conta; as contas de cima somam as de baixo.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [
    ...periodFilters,
    accountFilter,
    { name: 'level', label: 'Até o nível', type: 'integer' },
    { name: 'only_moved', label: 'Só com movimento', type: 'boolean' },
  ],
  columns: [
    { name: 'account', label: 'Conta', type: 'text' },
    { name: 'title', label: 'Descrição', type: 'text' },
    { name: 'level', label: 'Nível', type: 'integer' },
    { name: 'nature', label: 'Natureza', type: 'enum', options: NATURES },
    { name: 'opening_cents', label: 'Saldo anterior', type: 'money' },
    { name: 'debit_cents', label: 'Débitos', type: 'money' },
    { name: 'credit_cents', label: 'Créditos', type: 'money' },
    { name: 'closing_cents', label: 'Saldo atual', type: 'money' },
  ],
  sort: { column: 'account', direction: 'asc' },
  groups: ['level', 'nature'],
  sql: `with entries as (
          select debit_account as account, posted_on, amount_cents as debit, 0 as credit
            from accounting_postings where municipality_id = :municipality and posted_on <= :until_on
          union all
          select credit_account, posted_on, 0, amount_cents
            from accounting_postings where municipality_id = :municipality and posted_on <= :until_on),
        own as (
          select account, coalesce(sum(debit - credit) filter (where posted_on < :from_on), 0) as opening,
                 coalesce(sum(debit) filter (where posted_on >= :from_on), 0) as debits,
                 coalesce(sum(credit) filter (where posted_on >= :from_on), 0) as credits
            from entries group by account),
        sums as (
          select array_to_string(parts[1: n], '.') as account, n as level, sum(opening) as opening, sum(debits) as debits,
                 sum(credits) as credits
            from (select string_to_array(account, '.') as parts, own.* from own) own,
                 generate_series(1, cardinality(parts)) as n
           group by 1, 2),
        chart as (${chartOn(':until_on')})
        select s.account, c.title, s.level, coalesce(c.nature, 'debit') as nature,
               (case c.nature when 'credit' then -opening else opening end)::bigint as opening_cents,
               debits::bigint as debit_cents, credits::bigint as credit_cents,
               (case c.nature when 'credit' then credits - debits - opening else opening + debits - credits end)::bigint as closing_cents
          from sums s left join chart c on c.code = s.account
         where ${OF_ACCOUNT('s.account')} and s.level <= coalesce(:level::int, s.level)
           and (not coalesce(:only_moved::boolean, false) or debits <> 0 or credits <> 0)`,
}
