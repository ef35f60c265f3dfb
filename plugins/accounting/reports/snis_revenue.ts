import { type Report, yearFilter } from '#core/reports/index'
import { aesbeMapOn, billedIn } from './revenue_sql.ts'

const FROM = `(:year || '-01-01')::date`
const UNTIL = `(:year || '-12-31')::date`

/** Months of the year, from the first one with entries, whose statements nobody reviewed as they stand. */
export const MISSING = `
  select string_agg(to_char(d, 'MM/YYYY'), ', ' order by d) as months
    from generate_series(
           greatest((:year || '-01-01')::timestamp,
                    coalesce((select date_trunc('month', min(posted_on)) from accounting_postings
                               where municipality_id = :municipality), '-infinity')),
           (:year || '-12-01')::timestamp, interval '1 month') d
   where not exists (select from accounting_periods p
                       join accounting_reviews r on r.period_id = p.id and r.round = p.round
                      where p.municipality_id = :municipality and p.reference = to_char(d, 'YYYY-MM') and p.state <> 'open')`

/** Revenue of a year as the SNIS asks for it, against the billing base (SN-FN001 to SN-FN005). */
export const snisRevenue: Report = {
  name: 'accounting.snis_revenue',
  title: 'Receita operacional do SNIS (FN001 a FN005)',
  help: 'O movimento do ano nas contas que formam cada conta AESBE (31.110, 31.210, 31.120 e 31.220), ao lado da base de faturamento; a diferença é o que falta conciliar. Sem a revisão assinada de todos os meses, os valores não têm suporte.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [yearFilter],
  columns: [
    { name: 'code', label: 'Informação', type: 'text' },
    { name: 'title', label: 'O que é', type: 'text' },
    { name: 'aesbe', label: 'Contas AESBE', type: 'text' },
    { name: 'ledger_cents', label: 'Na contabilidade', type: 'money' },
    { name: 'base_cents', label: 'Na base de faturamento', type: 'money' },
    { name: 'difference_cents', label: 'Diferença a conciliar', type: 'money' },
    { name: 'is_supported', label: 'Com suporte', type: 'boolean' },
    { name: 'missing', label: 'Meses sem revisão assinada', type: 'text' },
  ],
  sort: { column: 'code', direction: 'asc' },
  sql: `with map as (${aesbeMapOn(UNTIL)}),
        moved as (
          select m.aesbe, sum(e.cents) as cents from (
            select credit_account as account, amount_cents as cents from accounting_postings
             where municipality_id = :municipality and posted_on between (:year || '-01-01')::date and (:year || '-12-31')::date
            union all
            select debit_account, -amount_cents from accounting_postings
             where municipality_id = :municipality and posted_on between (:year || '-01-01')::date and (:year || '-12-31')::date) e
            join map m on m.account = e.account group by m.aesbe),
        of as (select coalesce(sum(cents) filter (where aesbe = '31.110'), 0) as water,
                      coalesce(sum(cents) filter (where aesbe = '31.210'), 0) as sewage,
                      coalesce(sum(cents) filter (where aesbe in ('31.120', '31.220')), 0) as indirect from moved),
        late as (
          select coalesce(sum(w.amount_cents), 0) as cents from receivables_pending_charges w
            join receivables_beneficiaries b on b.id = w.beneficiary_id and b.kind = 'utility'
           where w.municipality_id = :municipality and w.cause = 'late' and w.state <> 'cancelled'
             and w.created_on between (:year || '-01-01')::date and (:year || '-12-31')::date),
        missing as (${MISSING}),
        base as (select base.*, base.other + late.cents as indirect from (${billedIn(FROM, UNTIL)}) base, late)
        select f.code, f.title, f.aesbe, f.ledger::bigint as ledger_cents, f.base::bigint as base_cents,
               (f.ledger - f.base)::bigint as difference_cents, missing.months is null as is_supported, missing.months as missing
          from of, base, missing, lateral (values
            ('FN001', 'Receita operacional direta total', '31.110 + 31.210', of.water + of.sewage, base.water + base.sewage),
            ('FN002', 'Receita operacional direta de água', '31.110', of.water, base.water),
            ('FN003', 'Receita operacional direta de esgoto', '31.210', of.sewage, base.sewage),
            ('FN004', 'Receita operacional indireta', '31.120 + 31.220', of.indirect, base.indirect),
            ('FN005', 'Receita operacional total', '31.110 + 31.210 + 31.120 + 31.220',
             of.water + of.sewage + of.indirect, base.water + base.sewage + base.indirect)) f(code, title, aesbe, ledger, base)`,
}
