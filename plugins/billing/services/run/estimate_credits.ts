import { type Tx, copyRows, query, takeIds } from '#core/database/index'
import { grantCredits } from '#plugins/receivables/api'
import type { GrantedEstimate } from '../../domain/issued_batch.ts'
import type { GrantedCredit, UsedCredit } from '../../domain/invoice_line.ts'
import { type NumberedInvoice, ORIGIN, type RunFacts } from './invoice_batch.ts'

/** A settled month that gave a credit, as it is kept. */
export interface EstimateCreditRow {
  readonly invoice_id: bigint
  readonly reference: string
  readonly charge_type: string
  readonly category: string | null
  readonly beneficiary_id: bigint
  readonly estimated_m3: string
  readonly real_m3: string
  readonly amount_cents: bigint
  readonly version_id: bigint | null
}

export interface GivenCredits {
  /** The invoices with the real ids of the credits that they give and use. */
  readonly invoices: readonly NumberedInvoice[]
  readonly granted: readonly GrantedEstimate[]
}

/** Writes the credits that the settlement of estimates gives, and the months that they are made of; nothing for nearly all invoices. */
export async function giveEstimateCredits(
  tx: Tx,
  run: RunFacts,
  invoices: readonly NumberedInvoice[]
): Promise<GivenCredits> {
  const given = invoices.flatMap((invoice) =>
    invoice.composed.granted.map((credit) => ({ invoice, credit }))
  )
  if (given.length === 0) return { invoices, granted: [] }
  const { municipalityId, issuedOn: on } = run
  const ids = await grantCredits(
    tx,
    { municipalityId, originType: ORIGIN, on, cause: 'estimate' },
    given.map(({ invoice: { id, composed }, credit: { amountCents } }) => ({
      ...{ premiseId: composed.month.premiseId, customerId: composed.debtorId, originId: id },
      amountCents,
    }))
  )
  const real = new Map(given.map(({ credit }, index) => [credit, ids[index]!]))
  const numbered = invoices.map((invoice) => withIds(invoice, real))
  return { invoices: numbered, granted: await writeLines(tx, run, numbered) }
}

function withIds(
  invoice: NumberedInvoice,
  real: ReadonlyMap<GrantedCredit, bigint>
): NumberedInvoice {
  const { composed } = invoice
  if (composed.granted.length === 0) return invoice
  const idOf = new Map(composed.granted.map((credit) => [credit.creditId, real.get(credit)!]))
  const resolved = <T extends GrantedCredit | UsedCredit>(one: T): T => ({
    ...one,
    creditId: idOf.get(one.creditId) ?? one.creditId,
  })
  return {
    ...invoice,
    composed: {
      ...composed,
      granted: composed.granted.map(resolved),
      creditUses: composed.creditUses.map(resolved),
    },
  }
}

async function writeLines(
  tx: Tx,
  { municipalityId }: RunFacts,
  invoices: readonly NumberedInvoice[]
): Promise<GrantedEstimate[]> {
  const lines = invoices.flatMap(({ id: invoiceId, composed }) =>
    composed.granted
      .flatMap(({ creditId, lines: own }) => own.map((line) => ({ creditId, line })))
      .map((one, index) => ({
        ...{ ...one, invoiceId, premiseId: composed.month.premiseId, number: index + 1 },
      }))
  )
  const ids = await takeIds(tx, 'billing_estimate_credits', lines.length)
  await copyRows(
    tx,
    'billing_estimate_credits',
    [
      ...['id', 'municipality_id', 'invoice_id', 'premise_id', 'number', 'reference'],
      ...['charge_type', 'service', 'category', 'beneficiary_id', 'estimated_m3', 'real_m3'],
      ...['amount_cents', 'version_id', 'credit_id'],
    ],
    lines.map(({ line, creditId, invoiceId, premiseId, number }, index) => {
      const { reference, estimatedM3, realM3 } = line.settles!
      return [
        ...[ids[index]!, municipalityId, invoiceId, premiseId, number, reference],
        ...[line.chargeType, line.service, line.category, line.beneficiaryId],
        ...[estimatedM3, realM3, -line.amountCents, line.versionId, creditId],
      ]
    })
  )
  return lines.map(({ line, invoiceId }, index) => ({
    ...{ lineId: ids[index]!, invoiceId, amountCents: -line.amountCents },
    ...{ chargeType: line.chargeType, service: line.service, category: line.category },
    ...{ beneficiaryId: line.beneficiaryId, beneficiaryKind: line.beneficiaryKind },
  }))
}

/** The months that gave credits, by invoice and in their order. */
export async function estimateCreditsOf(
  tx: Tx,
  municipalityId: bigint,
  invoiceIds: readonly bigint[]
): Promise<ReadonlyMap<bigint, EstimateCreditRow[]>> {
  const rows = await query<EstimateCreditRow>(
    tx,
    `select * from billing_estimate_credits where municipality_id = ? and invoice_id = any(?::bigint[])
      order by invoice_id, number`,
    [municipalityId, invoiceIds]
  )
  return Map.groupBy(rows, (row) => row.invoice_id)
}
