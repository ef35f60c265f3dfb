/** SQL of the AESBE map in force on a day, one row per account. */
export const aesbeMapOn = (day: string): string => `
  select m->>'code' as aesbe, a.account
    from (select v.content::jsonb as content
            from configuration_versions v join configuration_items t on t.id = v.item_id
           where t.kind = 'parameter' and t.key = 'accounting.aesbe_accounts'
             and coalesce(t.municipality_id, :municipality) = :municipality and v.status = 'approved'
             and v.in_force_from <= ${day} and coalesce(v.in_force_until, 'infinity') >= ${day}
           order by t.municipality_id nulls last, v.in_force_from desc limit 1) p,
         jsonb_array_elements(p.content->'value') m, jsonb_array_elements_text(m->'accounts') a(account)`

/** Billing of a period by what it is for, of what stands: invoices, charges apart and final accounts. */
export const billedIn = (from: string, until: string): string => `
  select coalesce(sum(amount_cents) filter (where service = 'water'), 0) as water,
         coalesce(sum(amount_cents) filter (where service = 'sewage'), 0) as sewage,
         coalesce(sum(amount_cents) filter (where service = 'other'), 0) as other
    from (
      select c.service, c.amount_cents from billing_invoices i
        join billing_charges c on c.municipality_id = i.municipality_id and c.invoice_id = i.id
        join receivables_beneficiaries b on b.id = c.beneficiary_id and b.kind = 'utility'
       where i.municipality_id = :municipality and i.settlement not in ('cancelled', 'replaced') and c.source <> 'waited'
         and c.component = 'principal' and i.issued_on between ${from} and ${until}
      union all
      select e.service, -e.amount_cents from billing_invoices i
        join billing_estimate_credits e on e.municipality_id = i.municipality_id and e.invoice_id = i.id
        join receivables_beneficiaries b on b.id = e.beneficiary_id and b.kind = 'utility'
       where i.municipality_id = :municipality and i.settlement not in ('cancelled', 'replaced') and i.issued_on between ${from} and ${until}
      union all
      select 'other', total_cents from billing_customer_charges
       where municipality_id = :municipality and settlement not in ('cancelled', 'replaced')
         and issued_on between ${from} and ${until}
      union all
      select 'other', l.amount_cents from billing_final_accounts f
        join billing_final_account_lines l on l.municipality_id = f.municipality_id and l.final_account_id = f.id and l.is_charged
        join receivables_beneficiaries b on b.id = l.beneficiary_id and b.kind = 'utility'
       where f.municipality_id = :municipality and f.state <> 'cancelled' and f.issued_on between ${from} and ${until}) billed`
