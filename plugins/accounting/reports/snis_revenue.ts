import type { Report } from '#core/reports/index'

/** SQL of the AESBE map in force on a day, one row per account. */
const MAP = `
  select m->>'code' as aesbe, a.account
    from (select v.content::jsonb as content
            from configuration_versions v join configuration_items t on t.id = v.item_id
           where t.kind = 'parameter' and t.key = 'accounting.aesbe_accounts'
             and coalesce(t.municipality_id, :municipality) = :municipality and v.status = 'approved'
             and v.in_force_from <= (:year || '-12-31')::date and coalesce(v.in_force_until, 'infinity') >= (:year || '-12-31')::date
           order by t.municipality_id nulls last, v.in_force_from desc limit 1) p,
         jsonb_array_elements(p.content->'value') m, jsonb_array_elements_text(m->'accounts') a(account)`

/** Billing of the year by what it is for, invoices that stand; late charges by the right that arose. */
const BASE = `
  select coalesce(sum(c.amount_cents) filter (where c.service = 'water' and c.component = 'principal'), 0) as water,
         coalesce(sum(c.amount_cents) filter (where c.service = 'sewage' and c.component = 'principal'), 0) as sewage,
         coalesce(sum(c.amount_cents) filter (where c.service = 'other' and c.component = 'principal'), 0) as other
    from billing_invoices i
    join billing_charges c on c.municipality_id = i.municipality_id and c.invoice_id = i.id
    join receivables_beneficiaries b on b.id = c.beneficiary_id and b.kind = 'utility'
   where i.municipality_id = :municipality and i.settlement not in ('cancelled', 'replaced') and c.source <> 'waited'
     and i.issued_on between (:year || '-01-01')::date and (:year || '-12-31')::date`

/** Revenue of a year as the SNIS asks for it, against the billing base (SN-FN001 to SN-FN005). */
export const snisRevenue: Report = {
  name: 'accounting.snis_revenue',
  title: 'Receita operacional do SNIS (FN001 a FN005)',
  help: 'O movimento do ano nas contas que formam cada conta AESBE (31.110, 31.210, 31.120 e 31.220), ao lado da base de faturamento; a diferença é o que falta conciliar.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [
    {
      ...{ name: 'year', label: 'Ano', type: 'integer', isRequired: true },
      initial: ({ today }) => today.slice(0, 4),
    },
  ],
  columns: [
    { name: 'code', label: 'Informação', type: 'text' },
    { name: 'title', label: 'O que é', type: 'text' },
    { name: 'aesbe', label: 'Contas AESBE', type: 'text' },
    { name: 'ledger_cents', label: 'Na contabilidade', type: 'money' },
    { name: 'base_cents', label: 'Na base de faturamento', type: 'money' },
    { name: 'difference_cents', label: 'Diferença a conciliar', type: 'money' },
  ],
  sort: { column: 'code', direction: 'asc' },
  sql: `with map as (${MAP}),
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
        base as (select base.*, base.other + late.cents as indirect from (${BASE}) base, late)
        select f.code, f.title, f.aesbe, f.ledger::bigint as ledger_cents, f.base::bigint as base_cents,
               (f.ledger - f.base)::bigint as difference_cents
          from of, base, lateral (values
            ('FN001', 'Receita operacional direta total', '31.110 + 31.210', of.water + of.sewage, base.water + base.sewage),
            ('FN002', 'Receita operacional direta de água', '31.110', of.water, base.water),
            ('FN003', 'Receita operacional direta de esgoto', '31.210', of.sewage, base.sewage),
            ('FN004', 'Receita operacional indireta', '31.120 + 31.220', of.indirect, base.indirect),
            ('FN005', 'Receita operacional total', '31.110 + 31.210 + 31.120 + 31.220',
             of.water + of.sewage + of.indirect, base.water + base.sewage + base.indirect)) f(code, title, aesbe, ledger, base)`,
}
