import db from '@adonisjs/lucid/services/db'
import type { RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { Dec, formatDecimal, formatMoney } from '#core/money/index'

export type TotalRow = readonly [what: string, count: string, value: string]

interface Totals {
  readonly items: bigint
  readonly held: bigint
  readonly estimated: bigint
  readonly parked: bigint
  readonly invoices: bigint
  readonly m3: string
  readonly total: bigint
  readonly third_party: bigint
  readonly charges: bigint
  readonly corrected: bigint
  readonly corrected_cents: bigint
}

interface ReceiptTotal {
  readonly class: string
  readonly count: bigint
  readonly cents: bigint
}

const CLASSES: Readonly<Record<string, string>> = {
  exact: 'pagas em dia',
  late: 'pagas com atraso',
  overpaid: 'pagas a mais (crédito)',
  underpaid: 'pagas a menos (diferença na próxima)',
  duplicate: 'pagas duas vezes (crédito)',
  expired_document: 'segunda via vencida',
  unidentified: 'não identificadas',
}

const whole = (count: bigint) => count.toLocaleString('pt-BR')

/** What the month came to, read back from the tables. */
export async function monthTotals(
  municipalityId: bigint,
  reference: RefMonth
): Promise<TotalRow[]> {
  const [row] = await query<Totals>(
    db,
    `with run as (select id, load_id from billing_runs where municipality_id = ? and reference = ?)
     select (select count(*) from readings_load_items where load_id in (select load_id from run)) as items,
            (select count(*) from readings_readings where load_id in (select load_id from run) and state = 'held') as held,
            (select count(*) from readings_readings where load_id in (select load_id from run) and kind in ('estimated', 'average')) as estimated,
            (select count(*) from billing_parked where run_id in (select id from run) and state = 'waiting') as parked,
            (select count(*) from billing_corrections where municipality_id = ? and reference = ?) as corrected,
            (select coalesce(sum(after_cents - before_cents), 0)::bigint from billing_corrections
              where municipality_id = ? and reference = ?) as corrected_cents,
            count(*) as invoices, coalesce(sum(billed_m3), 0)::text as m3,
            coalesce(sum(total_cents), 0)::bigint as total, coalesce(sum(third_party_cents), 0)::bigint as third_party,
            (select count(*) from billing_charges c join billing_invoices i on i.id = c.invoice_id where i.run_id in (select id from run)) as charges
       from billing_invoices where run_id in (select id from run)`,
    [municipalityId, reference, municipalityId, reference, municipalityId, reference]
  )
  const receipts = await query<ReceiptTotal>(
    db,
    `select p.class, count(*) as count, sum(p.amount_cents)::bigint as cents
       from receivables_receipts p left join receivables_documents d on d.id = p.document_id
      where p.municipality_id = ? and p.state <> 'reversed' and (d.reference = ? or d.id is null)
      group by p.class order by count(*) desc`,
    [municipalityId, reference]
  )
  const totals = row!
  return [
    ['Imóveis na carga', whole(totals.items), ''],
    ['Leituras por estimativa ou média', whole(totals.estimated), ''],
    ['Leituras ainda retidas pela crítica', whole(totals.held), ''],
    ['Conjuntos em espera no faturamento', whole(totals.parked), ''],
    ['Faturas emitidas', whole(totals.invoices), formatMoney(totals.total)],
    ['Volume faturado', '', `${formatDecimal(Dec.of(totals.m3))} m³`],
    ['Cobranças (linhas)', whole(totals.charges), ''],
    ['  das quais de terceiros', '', formatMoney(totals.third_party)],
    [
      'Faturas corrigidas, e a diferença',
      whole(totals.corrected),
      formatMoney(totals.corrected_cents),
    ],
    ...receipts.map(({ class: name, count, cents }): TotalRow => [
      `Recebimentos: ${CLASSES[name] ?? name}`,
      whole(count),
      formatMoney(cents),
    ]),
  ]
}

interface PostingTotal {
  readonly count: bigint
  readonly cents: bigint
}

/** Postings of the month, when accounting is on: pairs, so debits and credits are the same sum. */
export async function postingTotals(
  municipalityId: bigint,
  reference: RefMonth
): Promise<TotalRow[]> {
  if (!registries().plugins.some(({ name }) => name === 'accounting')) return []
  const [row] = await query<PostingTotal>(
    db,
    `select count(*) as count, coalesce(sum(amount_cents), 0)::bigint as cents
       from accounting_postings where municipality_id = ? and reference = ?`,
    [municipalityId, reference]
  )
  return [['Lançamentos (débito = crédito)', whole(row!.count), formatMoney(row!.cents)]]
}
