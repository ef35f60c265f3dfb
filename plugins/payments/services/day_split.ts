import { type Tx, query } from '#core/database/index'

export interface DaySplit {
  readonly parts: readonly { readonly label: string; readonly cents: bigint }[]
  readonly totalCents: bigint
}

const PARTS = {
  billed: 'Faturas: água e esgoto',
  late: 'Multas, juros e correção',
  services: 'Outros serviços',
  third_party: 'Cobranças de terceiros',
  credits: 'Créditos dos clientes',
  unidentified: 'A identificar',
  forwarded: 'Contas do sistema anterior',
  reversed: 'Estornado',
  rejected: 'Em linhas recusadas',
} as const

/**
 * The money told of a day by what it paid: the settlements of its receipts by component and service, what became credit, what
 * is still unidentified or stands in refused lines. Together they are what the files and notices of the day told.
 */
export async function splitOfDay(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  dayId: bigint
): Promise<DaySplit> {
  const rows = await query<{ part: keyof typeof PARTS; cents: bigint }>(
    tx,
    `with told as (
       select l.receipt_id, l.advice_id, l.amount_cents from payments_days d
         join payments_file_lines l on l.municipality_id = d.municipality_id and l.credited_on = d.credited_on
         join payments_files f on f.id = l.file_id and f.agreement_id = d.agreement_id and f.status = 'imported'
        where d.id = ? and d.municipality_id = ? and d.kind = 'file' and l.amount_cents > 0
          and l.fate not in ('returned', 'noted')
       union all
       select v.receipt_id, v.id, v.amount_cents from payments_days d
         join receivables_advices v on v.municipality_id = d.municipality_id and v.source_type = 'payments.agreements'
          and v.source_id = d.agreement_id and v.credited_on = d.credited_on
        where d.id = ? and d.municipality_id = ? and d.kind = 'pix'),
     mine as (
       select t.* from told t where t.receipt_id is null or not exists (
         select from receivables_advices o where o.municipality_id = ? and o.receipt_id = t.receipt_id and o.id < t.advice_id
            and o.channel in ('collection_return', 'direct_debit_return', 'boleto_return', 'pix_notice')))
     select case when i.component <> 'principal' then 'late' when b.kind = 'third_party' then 'third_party'
                 when c.service = 'other' then 'services' else 'billed' end as part, sum(s.amount_cents)::bigint as cents
       from mine m join receivables_settlements s on s.municipality_id = ? and s.receipt_id = m.receipt_id
       join receivables_items i on i.id = s.item_id
       join receivables_beneficiaries b on b.id = i.beneficiary_id
       left join receivables_charge_types c on c.municipality_id = i.municipality_id and c.code = i.charge_type
      group by 1
     union all
     select 'credits', sum(r.credit_cents)::bigint from mine m join receivables_receipts r on r.id = m.receipt_id
     union all
     select case when r.state in ('reversed', 'forwarded') then r.state else 'unidentified' end, sum(r.amount_cents - r.applied_cents - r.credit_cents)::bigint
       from mine m join receivables_receipts r on r.id = m.receipt_id group by 1
     union all
     select 'rejected', sum(m.amount_cents)::bigint from mine m where m.receipt_id is null`,
    [...[dayId, municipalityId, dayId, municipalityId], ...[municipalityId, municipalityId]]
  )
  const parts = Object.entries(PARTS).flatMap(([part, label]) => {
    const cents = rows.find((row) => row.part === part)?.cents ?? 0n
    return cents === null || cents === 0n ? [] : [{ label, cents }]
  })
  return { parts, totalCents: parts.reduce((sum, { cents }) => sum + cents, 0n) }
}
