/**
 * SQL of what was owed to the utility itself at the end of a day, by document and category: third parties' money is never
 * provisioned. An item lives from the issue of its document until it is withdrawn.
 * Bindings, in order: the day four times, the municipality, the day twice.
 */
export const OPEN_DEBTS = `
  select it.debtor_id, it.premise_id, it.origin_type, it.origin_id, it.category, it.due_on,
         greatest(?::date - it.due_on, 0) as days,
         sum(it.amount_cents - coalesce(s.cents, 0) - coalesce(u.cents, 0) - coalesce(r.cents, 0))::bigint as open_cents
    from receivables_items it
    join receivables_beneficiaries b on b.id = it.beneficiary_id and b.kind = 'utility'
    left join billing_invoices i on it.origin_type = 'billing.invoice' and i.id = it.origin_id
    left join lateral (
      select sum(s.amount_cents + s.transferred_cents + s.forgiven_cents + s.withheld_cents) as cents
        from receivables_settlements s where s.item_id = it.id and s.posted_on <= ?) s on true
    left join lateral (
      select sum(u.amount_cents) as cents from receivables_credit_uses u where u.item_id = it.id and u.used_on <= ?) u on true
    left join lateral (
      select sum(r.amount_cents) as cents from receivables_arranged_items r where r.item_id = it.id and r.arranged_on <= ?) r on true
   where it.municipality_id = ? and (it.withdrawn_on is null or it.withdrawn_on > ?)
     and coalesce(i.issued_on, it.due_on) <= ?
   group by it.debtor_id, it.premise_id, it.origin_type, it.origin_id, it.category, it.due_on
  having sum(it.amount_cents - coalesce(s.cents, 0) - coalesce(u.cents, 0) - coalesce(r.cents, 0)) > 0`
