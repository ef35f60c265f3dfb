import { type Report, parameterOn, yearFilter } from '#core/reports/index'
import { aesbeMapOn } from './revenue_sql.ts'
import { MISSING } from './snis_revenue.ts'

const UNTIL = `(:year || '-12-31')::date`

/** Interest and charges of debt service. */
const INTEREST = `('46.100', '46.200', '46.400', '46.500', '46.600', '46.800')`
/** Loans and financing: what is paid of them; what is newly borrowed does not count. */
const PRINCIPAL = `('21.220', '21.240', '21.251')`
/** Depreciation and amortisation of the operation, whatever the cost centre. */
const DEPRECIATION = String.raw`^(41\.(100|120|200)|43\.(100|200|300))\.\w+\.(501|503)$`
/** Provision for doubtful debtors: the balance at the end of the year. */
const PROVISION = `('11.280', '12.280')`

/** Debits and credits of each account of the AESBE model: of the year, and of all years for balances; here and in other systems. */
const MOVED = `
  with map as (${aesbeMapOn(UNTIL)}),
  moved as (
    select m.aesbe, sum(e.debit) filter (where e.posted_on >= (:year || '-01-01')::date) as debit,
           sum(e.credit) filter (where e.posted_on >= (:year || '-01-01')::date) as credit,
           sum(e.credit - e.debit) as balance, 0 as informed_debit, 0 as informed_credit
      from (select debit_account as account, posted_on, amount_cents as debit, 0 as credit from accounting_postings
             where municipality_id = :municipality and posted_on <= ${UNTIL}
            union all
            select credit_account, posted_on, 0, amount_cents from accounting_postings
             where municipality_id = :municipality and posted_on <= ${UNTIL}) e
      join map m on m.account = e.account group by m.aesbe
    union all
    select account, 0, 0, 0, debit_cents, credit_cents from accounting_informed
     where municipality_id = :municipality and year = :year::int and state = 'accepted'),
  by_account as (
    select aesbe, sum(coalesce(debit, 0)) as debit, sum(coalesce(credit, 0)) as credit, sum(coalesce(balance, 0)) as balance,
           sum(informed_debit) as informed_debit, sum(informed_credit) as informed_credit
      from moved group by aesbe),
  parts as (
    select 'interest' as part, aesbe, debit - credit as ledger, informed_debit - informed_credit as informed
      from by_account where aesbe in ${INTEREST}
    union all
    select 'principal', aesbe, debit, informed_debit from by_account where aesbe in ${PRINCIPAL}
    union all
    select 'depreciation', aesbe, debit - credit, informed_debit - informed_credit from by_account where aesbe ~ '${DEPRECIATION}'
    union all
    select 'provision', aesbe, balance, informed_credit - informed_debit from by_account where aesbe in ${PROVISION}),
  codes as (select * from (values
    ('FN016', 'Despesas com juros e encargos do serviço da dívida', '46.100, 46.200, 46.400, 46.500, 46.600, 46.800', '{interest}'::text[]),
    ('FN019', 'Depreciação, amortização e provisão para devedores duvidosos',
     '41.100, 41.120, 41.200, 43.100, 43.200, 43.300 (501 e 503), 11.280, 12.280', '{depreciation,provision}'),
    ('FN037', 'Despesas totais com o serviço da dívida', 'as de FN016, 21.220, 21.240, 21.251', '{interest,principal}'))
    c(code, title, aesbe, parts)),
  sums as (
    select c.code, c.title, c.aesbe, coalesce(sum(p.ledger), 0)::bigint as ledger_cents,
           coalesce(sum(p.informed), 0)::bigint as informed_cents,
           (coalesce(sum(p.ledger), 0) + coalesce(sum(p.informed), 0))::bigint as total_cents,
           string_agg(p.aesbe || ': ' || trim(to_char((p.ledger + p.informed) / 100.0, '999999999990D00')), '; ' order by p.aesbe)
             filter (where p.ledger + p.informed <> 0) as composition
      from codes c left join parts p on p.part = any(c.parts) group by c.code, c.title, c.aesbe)`

/** Expenses of a year as the SNIS asks for them, from the books and from other systems' (SN-FN016, SN-FN019, SN-FN037). */
export const snisExpenses: Report = {
  name: 'accounting.snis_expenses',
  title: 'Dívida e depreciação do SNIS (FN016, FN019, FN037)',
  help: 'O movimento do ano nas contas que formam cada informação: o dos livros, pelas contas do modelo AESBE, e o informado de outros sistemas, com o razão anexado. A provisão é o saldo em 31 de dezembro; empréstimos novos não aumentam FN037.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [yearFilter],
  columns: [
    { name: 'code', label: 'Informação', type: 'text' },
    { name: 'title', label: 'O que é', type: 'text' },
    { name: 'aesbe', label: 'Contas AESBE', type: 'text' },
    { name: 'ledger_cents', label: 'Nos livros', type: 'money' },
    { name: 'informed_cents', label: 'Informado', type: 'money' },
    { name: 'total_cents', label: 'Valor', type: 'money' },
    { name: 'composition', label: 'Composição', type: 'text' },
    { name: 'is_supported', label: 'Com suporte', type: 'boolean' },
    { name: 'missing', label: 'Meses sem revisão assinada', type: 'text' },
  ],
  sort: { column: 'code', direction: 'asc' },
  sql: `${MOVED}, missing as (${MISSING})
        select s.*, missing.months is null as is_supported, missing.months as missing from sums s, missing`,
}

/** The same, shared among the municipalities by the water that they consumed; cents left over go to the largest remainders. */
export const snisShares: Report = {
  name: 'accounting.snis_shares',
  title: 'Dívida e depreciação do SNIS, rateio por município',
  help: 'FN016, FN019 e FN037 divididas entre os municípios pelo volume de água consumido (AG010) do parâmetro de rateio.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [yearFilter],
  columns: [
    { name: 'code', label: 'Informação', type: 'text' },
    { name: 'municipality', label: 'Município', type: 'text' },
    { name: 'volume', label: 'Água consumida (1.000 m³)', type: 'decimal' },
    { name: 'share_cents', label: 'Parte', type: 'money', isTotal: true },
  ],
  sort: { column: 'code', direction: 'asc' },
  groups: ['code', 'municipality'],
  sql: `${MOVED}, apportionment as (${parameterOn('accounting.apportionment', UNTIL)}),
        informed as (
          select r->>'municipality' as municipality, (r->>'volume')::numeric as volume
            from apportionment a, jsonb_array_elements(a.value) r where (r->>'year')::int = :year::int),
        places as (
          select * from informed where volume > 0
          union all
          select name, null from access_municipalities where id = :municipality and not exists (select from informed where volume > 0)),
        shares as (
          select s.code, p.municipality, p.volume, s.total_cents,
                 trunc(s.total_cents * coalesce(p.volume, 1) / sum(coalesce(p.volume, 1)) over (partition by s.code)) as base,
                 s.total_cents * coalesce(p.volume, 1) / sum(coalesce(p.volume, 1)) over (partition by s.code) as exact
            from sums s cross join places p),
        ranked as (
          select *, total_cents - sum(base) over (partition by code) as left_over,
                 row_number() over (partition by code order by abs(exact - base) desc, municipality) as place from shares)
        select code, municipality, trim_scale(volume) as volume,
               (base + case when place <= abs(left_over) then sign(left_over) else 0 end)::bigint as share_cents from ranked`,
}
