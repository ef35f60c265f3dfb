import { type Tx, query } from '#core/database/index'
import {
  type Bridge,
  type BridgeDocument,
  type BridgeScope,
  type BridgeTerm,
  oncePerClosing,
} from '#core/reports/index'
import { type IssuedTotals, issuedTotals, issuedTotalsByOrigin } from '#plugins/receivables/api'
import { ORIGIN } from '../services/run/invoice_batch.ts'
import { invoiceOfBridge } from './invoice_of_bridge.ts'

interface Totals extends IssuedTotals {
  readonly invoices: bigint
  /** Taxes that payers keep, as each invoice itemises them. */
  readonly taxes: bigint
}

/** The month's invoices, of every version, and what they were issued with, each sum from its own table. */
async function totalsOf(tx: Tx, scope: BridgeScope): Promise<Totals> {
  const { municipalityId } = scope
  const rows = await invoicesOf(tx, scope)
  const issued = await issuedTotals(tx, municipalityId, originsOf(rows))
  return {
    ...issued,
    invoices: rows.reduce((sum, row) => sum + row.total_cents, 0n),
    taxes: await taxesOf(tx, municipalityId, rows),
  }
}

const invoicesOf = (tx: Tx, { municipalityId, billingGroupId, reference }: BridgeScope) =>
  query<Row>(
    tx,
    `select i.id, i.number, i.document_id, i.severed_document_id, i.total_cents
       from billing_invoices i join billing_runs r on r.id = i.run_id
      where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ? order by i.id`,
    [municipalityId, billingGroupId, reference]
  )

const originsOf = (rows: readonly Row[]) => ({
  originType: ORIGIN,
  origins: rows.map((row) => ({
    ...{ originId: row.id, documentId: row.document_id, severedId: row.severed_document_id },
  })),
})

/** The same of each invoice alone. */
async function totalsByInvoice(tx: Tx, scope: BridgeScope) {
  const { municipalityId } = scope
  const rows = await invoicesOf(tx, scope)
  const issued = await issuedTotalsByOrigin(tx, municipalityId, originsOf(rows))
  const kept = await query<{ invoice_id: bigint; cents: bigint }>(
    tx,
    `select invoice_id, sum(amount_cents)::bigint as cents from billing_withholdings
      where municipality_id = ? and invoice_id = any(?::bigint[]) group by invoice_id`,
    [municipalityId, rows.map(({ id }) => id)]
  )
  const taxes = new Map(kept.map((row) => [row.invoice_id, row.cents]))
  const nothing = { documents: 0n, lines: 0n, items: 0n, withheld: 0n }
  return rows.map((row) => ({
    row,
    totals: {
      ...(issued.get(row.id) ?? nothing),
      ...{ invoices: row.total_cents, taxes: taxes.get(row.id) ?? 0n },
    },
  }))
}

interface Row {
  readonly id: bigint
  readonly number: string
  readonly document_id: bigint
  readonly severed_document_id: bigint | null
  readonly total_cents: bigint
}

async function taxesOf(tx: Tx, municipalityId: bigint, rows: readonly Row[]): Promise<bigint> {
  const [sum] = await query<{ cents: bigint }>(
    tx,
    `select coalesce(sum(amount_cents), 0)::bigint as cents from billing_withholdings
      where municipality_id = ? and invoice_id = any(?::bigint[])`,
    [municipalityId, rows.map(({ id }) => id)]
  )
  return sum!.cents
}

interface Sides {
  readonly left: Side
  readonly right: Side
  readonly kept?: { readonly side: Side; readonly sign: '+' | '-' }
}

type Side = readonly [name: keyof Totals, label: string]

const SIDES = {
  invoices: ['invoices', 'Total das faturas'],
  documents: ['documents', 'Documentos de cobrança emitidos'],
  lines: ['lines', 'Linhas dos documentos'],
  items: ['items', 'Débitos, pelo valor de abertura'],
  taxes: ['taxes', 'Tributos retidos pelo pagador'],
  withheld: ['withheld', 'Retido dos débitos'],
} as const satisfies Record<string, Side>

/** Two sums of the same money; what is kept as tax is in the first side only, or in the second. */
function equality(name: Bridge['name'], title: string, { left, right, kept }: Sides): Bridge {
  return {
    name,
    title,
    unit: 'cents',
    async terms(tx, scope): Promise<BridgeTerm[]> {
      const totals = await oncePerClosing(scope, 'billing.issued_totals', () => totalsOf(tx, scope))
      return [
        term(left, '+', totals),
        ...(kept ? [term(kept.side, kept.sign, totals)] : []),
        term(right, '=', totals),
      ]
    },
    async documents(tx, scope): Promise<BridgeDocument[]> {
      const invoices = await oncePerClosing(scope, 'billing.totals_by_invoice', () =>
        totalsByInvoice(tx, scope)
      )
      return invoices
        .map(({ row, totals }) => ({
          ...invoiceOfBridge(row),
          left: totals[left[0]] + keptOf(totals, kept),
          right: totals[right[0]],
        }))
        .filter((one) => one.left !== one.right)
    },
  }
}

const keptOf = (totals: Totals, kept: Sides['kept']): bigint => {
  if (!kept) return 0n
  const cents = totals[kept.side[0]]
  return kept.sign === '-' ? -cents : cents
}

const term = ([name, label]: Side, sign: BridgeTerm['sign'], totals: Totals): BridgeTerm => ({
  ...{ name, label, sign, value: totals[name] },
})

const { invoices, documents, lines, items, taxes, withheld } = SIDES

/**
 * Invoices less withheld taxes = first documents = their lines = opening amounts of their items less what is withheld of
 * them: three equalities, so that none hides another.
 */
export default [
  equality('billing.documents', 'Faturas e documentos', {
    ...{ left: invoices, right: documents, kept: { side: taxes, sign: '-' } },
  }),
  equality('billing.document_lines', 'Documentos e suas linhas', { left: documents, right: lines }),
  equality('billing.document_items', 'Documentos e débitos', {
    ...{ left: lines, right: items, kept: { side: withheld, sign: '+' } },
  }),
] as readonly Bridge[]
