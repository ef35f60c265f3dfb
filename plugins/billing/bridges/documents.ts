import { type Tx, query } from '#core/database/index'
import { type Bridge, type BridgeScope, type BridgeTerm, oncePerClosing } from '#core/reports/index'
import { type IssuedTotals, issuedTotals } from '#plugins/receivables/api'
import { ORIGIN } from '../services/run/invoice_batch.ts'

interface Totals extends IssuedTotals {
  readonly invoices: bigint
}

/** The month's invoices, of every version, and what they were issued with, each sum from its own table. */
async function totalsOf(tx: Tx, scope: BridgeScope): Promise<Totals> {
  const { municipalityId, billingGroupId, reference } = scope
  const rows = await query<{ id: bigint; document_id: bigint; total_cents: bigint }>(
    tx,
    `select i.id, i.document_id, i.total_cents
       from billing_invoices i join billing_runs r on r.id = i.run_id
      where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ?`,
    [municipalityId, billingGroupId, reference]
  )
  const issued = await issuedTotals(tx, municipalityId, {
    originType: ORIGIN,
    origins: rows.map(({ id, document_id: documentId }) => ({ originId: id, documentId })),
  })
  return { ...issued, invoices: rows.reduce((sum, row) => sum + row.total_cents, 0n) }
}

type Side = readonly [name: keyof Totals, label: string]

const SIDES = {
  invoices: ['invoices', 'Total das faturas'],
  documents: ['documents', 'Documentos de cobrança emitidos'],
  lines: ['lines', 'Linhas dos documentos'],
  items: ['items', 'Débitos, pelo valor de abertura'],
} as const satisfies Record<string, Side>

/** Two sums of the same money. */
function equality(
  name: Bridge['name'],
  title: string,
  [left, right]: readonly [Side, Side]
): Bridge {
  return {
    name,
    title,
    unit: 'cents',
    async terms(tx, scope): Promise<BridgeTerm[]> {
      const totals = await oncePerClosing(scope, 'billing.issued_totals', () => totalsOf(tx, scope))
      return [
        { name: left[0], label: left[1], sign: '+', value: totals[left[0]] },
        { name: right[0], label: right[1], sign: '=', value: totals[right[0]] },
      ]
    },
  }
}

const { invoices, documents, lines, items } = SIDES

/** Invoices = first documents = their lines = opening amounts of their items: three equalities, so that none hides another. */
export default [
  equality('billing.documents', 'Faturas e documentos', [invoices, documents]),
  equality('billing.document_lines', 'Documentos e suas linhas', [documents, lines]),
  equality('billing.document_items', 'Documentos e débitos', [lines, items]),
] as readonly Bridge[]
