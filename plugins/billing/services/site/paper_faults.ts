import { type CivilDate, type RefMonth, addDays, formatDate } from '#core/calendar/index'
import { inForceWithin, parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { type CollectionProfile, documentIdOf, payableOf } from '#plugins/receivables/api'
import { chargeTitle } from '../../domain/line_title.ts'
import type { SiteBill } from '../../domain/site_bill.ts'

/** The unit whose bill comes in, as the load froze it, and its invoice where one stands. */
export interface ArrivingUnit {
  readonly premise_id: bigint
  readonly holder_id: bigint | null
  /** Last day that was billed; null: none was. */
  readonly billed_until: CivilDate | null
  /** The number that the load reserved. */
  readonly reserved: string | null
  readonly invoice_id: bigint | null
  readonly invoice_number: string | null
  /** What the invoice asks for. */
  readonly invoice_cents: bigint | null
}

interface Arrived {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  readonly unit: ArrivingUnit
  readonly bill: SiteBill
  readonly number: string
  readonly barcode: string | null
}

/** What can be told of a printed bill when it comes in, besides its sum: number, barcode, tariff, and the invoice that stands. */
export async function paperFaults(tx: Tx, arrived: Arrived): Promise<string[]> {
  const { unit, number, bill } = arrived
  const faults = await tariffsNotInForce(tx, arrived)
  if (number !== unit.reserved) {
    faults.push('O número impresso não é o que a carga reservou para a unidade.')
  } else if (!(await isBarcodeRight(tx, arrived))) {
    faults.push('O código de barras não é o do número, do vencimento e do total impressos.')
  }
  const { invoice_number: standing, invoice_cents: cents } = unit
  if (standing !== null && (standing !== number || cents !== bill.totalCents)) {
    faults.push(`O sistema já tinha emitido a fatura ${standing}, de ${formatMoney(cents!)}.`)
  }
  return faults
}

/** Lines whose version of tariff or rule was in force neither when the period began nor when the bill was printed. */
async function tariffsNotInForce(
  tx: Tx,
  { municipalityId, unit, bill }: Arrived
): Promise<string[]> {
  const versions = [...new Set(bill.lines.flatMap(({ versionId }) => versionId ?? []))]
  if (versions.length === 0) return []
  const items = await query<{ id: bigint; kind: string; key: string }>(
    tx,
    `select v.id, i.kind, i.key from configuration_versions v join configuration_items i on i.id = v.item_id
      where v.id = any(?::bigint[])`,
    [versions]
  )
  const began = unit.billed_until
  const days = [bill.issuedOn, ...(began ? [addDays(began, 1)] : [])]
  const valid = new Set<bigint>()
  for (const { id, kind, key } of items) {
    for (const day of days) {
      const version = await inForceWithin(tx, { kind, key, municipalityId }, day)
      if (version?.id === id) valid.add(id)
    }
  }
  return bill.lines.flatMap(({ charge, versionId }) =>
    versionId === null || valid.has(versionId)
      ? []
      : [
          `${chargeTitle(charge)}: calculada pela versão ${versionId}, que não valia em ${formatDate(bill.issuedOn)}.`,
        ]
  )
}

async function isBarcodeRight(
  tx: Tx,
  { municipalityId, reference, unit, bill, number, barcode }: Arrived
): Promise<boolean> {
  const profile = await parameterWithin<CollectionProfile>(tx, {
    ...{ key: 'receivables.collection_profile', municipalityId, date: bill.issuedOn },
  })
  const payable = payableOf(profile, {
    ...{ id: documentIdOf(number)!, kind: 'invoice', premiseId: unit.premise_id, reference },
    ...{ debtorId: unit.holder_id ?? 0n, issuedOn: bill.issuedOn, dueOn: bill.dueOn },
    ...{ validUntil: bill.dueOn, version: 1, replacesId: null },
    lines: bill.totalCents > 0n ? [{ itemId: 0n, amountCents: bill.totalCents }] : [],
  })
  return payable.barcode === barcode
}
