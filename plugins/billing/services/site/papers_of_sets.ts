import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { LiveOfPremise } from '../../domain/compose_types.ts'
import type { BillingSet } from '../../domain/premise_month.ts'
import type { SiteBill } from '../../domain/site_bill.ts'
import type { NumberedInvoice } from '../run/invoice_batch.ts'

interface PaperRow {
  readonly id: bigint
  readonly premise_id: bigint
  readonly issued_on: CivilDate
  readonly due_on: CivilDate
  readonly total_cents: bigint
  readonly findings: string | null
}

interface LineRow {
  readonly site_bill_id: bigint
  readonly charge: string
  readonly category: string | null
  readonly m3: string | null
  readonly amount_cents: bigint
  readonly version_id: bigint | null
}

type Live = ReadonlyMap<bigint, LiveOfPremise>

/** What readers left at the doors of some sets joins what is live of their premises; without reserved numbers nothing is asked. */
export async function withPapers(tx: Tx, sets: readonly BillingSet[], live: Live): Promise<Live> {
  const items = sets.flatMap(({ months }) =>
    months.flatMap(({ loadItemId, billing }) => (billing?.print ? [loadItemId] : []))
  )
  if (items.length === 0) return live
  const rows = await query<PaperRow>(
    tx,
    `select id, premise_id, issued_at::date as issued_on, due_on, total_cents, findings from billing_site_bills
      where load_item_id = any(?::bigint[]) and state in ('received', 'divergent')`,
    [items]
  )
  if (rows.length === 0) return live
  const lines = await query<LineRow>(
    tx,
    `select site_bill_id, charge, category, quantity_m3::text as m3, amount_cents, version_id from billing_site_bill_lines
      where site_bill_id = any(?::bigint[]) and side = 'original' order by site_bill_id, number`,
    [rows.map(({ id }) => id)]
  )
  const ofBill = Map.groupBy(lines, (line) => line.site_bill_id)
  const joined = new Map(live)
  for (const row of rows) {
    const own = live.get(row.premise_id) ?? { credits: [], pending: [] }
    const bill = billOf(row, ofBill.get(row.id) ?? [])
    joined.set(row.premise_id, { ...own, paper: { dueOn: row.due_on, bill } })
  }
  return joined
}

const billOf = (row: PaperRow, lines: readonly LineRow[]): SiteBill => ({
  ...{ issuedOn: row.issued_on, dueOn: row.due_on, totalCents: row.total_cents },
  findings: row.findings,
  lines: lines.map((line) => ({
    ...{ charge: line.charge, category: line.category, m3: line.m3 },
    ...{ amountCents: line.amount_cents, versionId: line.version_id },
  })),
})

interface BilledPapers {
  readonly loadId: bigint
  readonly live: Live
  readonly invoices: readonly NumberedInvoice[]
  readonly parked: readonly {
    readonly premiseId: bigint
    readonly code: string
    readonly message: string
  }[]
}

/** Keeps what became of the papers of a chunk: the invoice, or why it waits for somebody. */
export async function keepPapers(
  tx: Tx,
  { loadId, live, invoices, parked }: BilledPapers
): Promise<void> {
  const issued = invoices.filter(({ composed }) => live.get(composed.month.premiseId)?.paper?.bill)
  if (issued.length) {
    await query(
      tx,
      `update billing_site_bills b set state = 'matched', invoice_id = n.invoice
         from unnest(?::bigint[], ?::bigint[]) as n (item, invoice) where b.load_item_id = n.item`,
      [issued.map(({ composed }) => composed.month.loadItemId), issued.map(({ id }) => id)]
    )
  }
  const waiting = parked.filter(({ code }) => code === 'site_bill')
  if (waiting.length) {
    await query(
      tx,
      `update billing_site_bills b set state = 'divergent', findings = coalesce(b.findings, n.findings)
         from unnest(?::bigint[], ?::text[]) as n (premise, findings)
        where b.load_id = ? and b.premise_id = n.premise and b.state in ('received', 'divergent')`,
      [...[waiting.map(({ premiseId }) => premiseId), waiting.map(findingsOf)], loadId]
    )
  }
}

/** Without the registration number, which the paper has. */
const findingsOf = ({ message }: { readonly message: string }) =>
  message.slice(message.indexOf(': ') + 2)
