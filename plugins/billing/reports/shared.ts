import type { ReportColumn, ReportFilter } from '#core/reports/index'

/** Versions that stand: a replaced or cancelled invoice is no billing. */
export const STANDING = `i.settlement not in ('cancelled', 'replaced')`

/** What stood at the end of a day, though a correction ended it later. */
export const standingOn = (day: string): string => `(${STANDING} or exists (
  select from billing_corrections e where e.id = i.ended_by_id and e.corrected_on > ${day}))`

/** Limits of consumption bands, in m³, in the SQL as `:bands`. */
export const bandsFilter: ReportFilter = {
  name: 'bands',
  label: 'Limites das faixas (m³)',
  type: 'text',
  isRequired: true,
  initial: () => '10, 15, 20, 30, 50',
}

/** The chosen limits as a sorted list; what is no number is left out. */
const LIMITS = `array(select m[1]::numeric from regexp_matches(:bands, '[0-9]+', 'g') m order by 1)`

/** The band of a volume as text that sorts in the order of the bands: `02 · 11 a 15`. */
export const bandOf = (m3: string): string => `(
  select lpad((place + 1)::text, 2, '0') || ' · ' || case
           when cardinality(l) = 0 then 'todas'
           when place = 0 then 'até ' || l[1]
           when place = cardinality(l) then 'acima de ' || l[place]
           else (l[place] + 1) || ' a ' || l[place + 1] end
    from (select l, (select count(*)::int from unnest(l) as one(m) where ${m3} > m) as place
            from (select ${LIMITS} as l) limits) placed)`

export const SERVICE_COLUMNS: readonly ReportColumn[] = [
  { name: 'volume_m3', label: 'Volume de água', type: 'volume', isTotal: true },
  { name: 'water_cents', label: 'Água', type: 'money', isTotal: true },
  { name: 'sewage_cents', label: 'Esgoto', type: 'money', isTotal: true },
  { name: 'other_cents', label: 'Outros', type: 'money', isTotal: true },
  { name: 'total_cents', label: 'Total', type: 'money', isTotal: true },
]

export const SERVICE_SUMS = `coalesce(sum(c.quantity_m3) filter (where c.service = 'water' and c.component = 'principal'), 0) as volume_m3,
  coalesce(sum(c.amount_cents) filter (where c.service = 'water'), 0)::bigint as water_cents,
  coalesce(sum(c.amount_cents) filter (where c.service = 'sewage'), 0)::bigint as sewage_cents,
  coalesce(sum(c.amount_cents) filter (where c.service = 'other'), 0)::bigint as other_cents,
  coalesce(sum(c.amount_cents), 0)::bigint as total_cents`

/** A charge without category is of the category of its invoice that was charged most. */
export const OF_CHARGE = `coalesce(c.category, (
  select m.category from billing_charges m
   where m.municipality_id = i.municipality_id and m.invoice_id = i.id and m.category is not null
   order by m.amount_cents desc, m.category limit 1))`

/**
 * Each invoice by category, with its economies of that category when it was issued; `where` is about `i` and `p`. The line
 * of the category that was charged most is the main one: an invoice of several categories is counted there, once.
 */
export const categoryLines = (where: string): string => `
  select i.id as invoice_id, i.premise_id, i.load_item_id, i.billed_m3, p.billing_group_id, k.category, ${SERVICE_SUMS},
         row_number() over (partition by i.id order by sum(c.amount_cents) desc, k.category) = 1 as is_main,
         (select sum(e.economies) from registry_premise_economies e
           where e.municipality_id = i.municipality_id and e.premise_id = i.premise_id and e.category = k.category
             and i.issued_on between e.from_on and coalesce(e.until_on, 'infinity')) as economies
    from billing_invoices i
    join billing_charges c on c.municipality_id = i.municipality_id and c.invoice_id = i.id
    cross join lateral (select ${OF_CHARGE} as category) k
    join registry_premises p on p.id = i.premise_id
   where i.municipality_id = :municipality and ${STANDING} and ${where}
     and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)
   group by i.id, i.municipality_id, i.premise_id, i.load_item_id, i.billed_m3, i.issued_on, p.billing_group_id, k.category`

/** Whether a month is told by the reference of its invoices or by their days of issue. */
export const datedFilter: ReportFilter = {
  ...{ name: 'dated', label: 'Mês por', type: 'enum', isRequired: true },
  options: [
    { value: 'reference', label: 'Referência' },
    { value: 'issued', label: 'Emissão' },
  ],
  initial: () => 'reference',
}

export const IN_MONTH = `case :dated::text
  when 'issued' then i.issued_on >= (:reference || '-01')::date and i.issued_on < (:reference || '-01')::date + interval '1 month'
  else i.reference = :reference end`

/** The sums of `categoryLines` again, for a coarser grouping of them. */
export const LINE_SUMS = `count(*) filter (where is_main) as invoices, sum(economies)::bigint as economies,
  sum(volume_m3) as volume_m3, sum(water_cents)::bigint as water_cents, sum(sewage_cents)::bigint as sewage_cents,
  sum(other_cents)::bigint as other_cents, sum(total_cents)::bigint as total_cents`

export const COUNT_COLUMNS: readonly ReportColumn[] = [
  { name: 'invoices', label: 'Faturas', type: 'integer', isTotal: true },
  { name: 'economies', label: 'Economias', type: 'integer', isTotal: true },
]

/** What payments had closed of an invoice by the end of a day. */
export const settledBy = (day: string): string => `coalesce((
  select sum(s.amount_cents + s.transferred_cents + s.forgiven_cents + s.withheld_cents)
    from receivables_items it
    join receivables_settlements s on s.item_id = it.id and s.posted_on <= ${day}
   where it.municipality_id = i.municipality_id and it.origin_type = 'billing.invoice' and it.origin_id = i.id), 0)`

/** The settlement `s` holds: it undoes none and no reversal undid it. */
export const STANDS = `s.undoes_id is null and not exists (
  select from receivables_settlements u where u.undoes_id = s.id)`

/** The day on which the last of an invoice was paid, whoever told of it when. */
export const LAST_PAID = `(
  select max(s.settled_on) from receivables_items it
    join receivables_settlements s on s.item_id = it.id and ${STANDS}
   where it.municipality_id = i.municipality_id and it.origin_type = 'billing.invoice' and it.origin_id = i.id)`

export const AGING = (days: string): string => `case
  when ${days} <= 0 then '0 · a vencer' when ${days} <= 30 then '1 · até 30 dias' when ${days} <= 60 then '2 · 31 a 60 dias'
  when ${days} <= 90 then '3 · 61 a 90 dias' when ${days} <= 180 then '4 · 91 a 180 dias'
  when ${days} <= 365 then '5 · 181 a 365 dias' else '6 · mais de um ano' end`

/** What a debt grows by, as the person asks: the product's own reckoning stands on the invoice that bills it. */
export const lateFilters: readonly ReportFilter[] = [
  {
    name: 'fine_percent',
    label: 'Multa (%)',
    type: 'decimal',
    isRequired: true,
    initial: () => '2',
  },
  {
    name: 'interest_percent',
    label: 'Juros ao mês (%)',
    type: 'decimal',
    isRequired: true,
    initial: () => '1',
  },
]

/** `pending` with the fine, and the interest of each day as a thirtieth of the month's, half up to the cent. */
export const LATE_SUMS = `pending.*,
  case when days > 0 then round(open_cents * :fine_percent::numeric / 100)::bigint else 0 end as fine_cents,
  case when days > 0 then round(open_cents * days * :interest_percent::numeric / 3000)::bigint else 0 end as interest_cents`

export const LATE_COLUMNS: readonly ReportColumn[] = [
  { name: 'open_cents', label: 'Em aberto', type: 'money', isTotal: true },
  { name: 'fine_cents', label: 'Multa', type: 'money', isTotal: true },
  { name: 'interest_cents', label: 'Juros', type: 'money', isTotal: true },
  { name: 'updated_cents', label: 'Atualizado', type: 'money', isTotal: true },
]

/** Some economy of the premise `p` is of the chosen category. */
export const OF_CATEGORY = `(:category::text is null or exists (
  select from registry_premise_economies e where e.municipality_id = p.municipality_id and e.premise_id = p.id
     and e.category = :category and e.until_on is null))`

export const OF_GROUP = `(:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)`

export const invoiceColumn: ReportColumn = {
  name: 'invoice_id',
  label: 'Fatura',
  type: 'reference',
  record: 'billing.invoices',
}
