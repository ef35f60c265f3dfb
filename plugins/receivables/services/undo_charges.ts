import { type Tx, query } from '#core/database/index'
import type { CreditedCharge, UndoneCharge } from '../domain/unsettled.ts'
import { grantCredits } from './grant_credits.ts'
import type { OfReceipts } from './withdraw_credits.ts'

/** What a credit that gives back a billed charge comes from. */
export const RECEIPT_ORIGIN = 'receivables.receipts'

type ChargeRow = UndoneCharge & {
  readonly state: 'pending' | 'billed' | 'paid'
  readonly billedOn: string | null
}

/**
 * Takes back the late charges and shortfalls that some receipts caused, each with its own item open again: those that wait
 * are cancelled, those that an invoice asked for already come back as a credit on the next one; those paid with their debts end with the payment.
 */
export async function undoCharges(
  tx: Tx,
  { municipalityId, receiptIds, on }: OfReceipts
): Promise<{ cancelled: UndoneCharge[]; credited: CreditedCharge[] }> {
  const charges = await query<ChargeRow>(
    tx,
    `select p.id, p.source_receipt_id as "receiptId", p.premise_id as "premiseId", p.debtor_id as "debtorId", p.cause,
            p.charge_type as "chargeType", p.beneficiary_id as "beneficiaryId", b.kind as "beneficiaryKind", p.amount_cents as "amountCents", p.state,
            (select min(d.number) from receivables_items i
               join receivables_document_items di on di.item_id = i.id
               join receivables_documents d on d.id = di.document_id
              where i.municipality_id = p.municipality_id and i.origin_id = p.billed_origin_id
                and i.origin_type = coalesce(p.billed_origin_type, 'billing.invoice') and d.kind = 'invoice') as "billedOn"
       from receivables_pending_charges p join receivables_beneficiaries b on b.id = p.beneficiary_id
      where p.municipality_id = ? and p.source_receipt_id = any(?::bigint[]) and p.cause in ('late', 'underpayment')
        and p.state in ('pending', 'billed', 'paid') and p.credited_cents = 0
      order by p.id for update of p`,
    [municipalityId, receiptIds]
  )
  const waiting = charges.filter(({ state }) => state !== 'billed')
  const billed = charges.filter(({ state }) => state === 'billed')
  await query(
    tx,
    `update receivables_pending_charges
        set state = case state when 'billed' then state else 'cancelled' end,
            credited_cents = case state when 'billed' then amount_cents else 0 end
      where id = any(?::bigint[])`,
    [charges.map(({ id }) => id)]
  )
  const creditIds = await grantCredits(
    tx,
    { municipalityId, originType: RECEIPT_ORIGIN, on },
    billed.map(({ premiseId, debtorId, receiptId, amountCents }) => ({
      ...{ premiseId, customerId: debtorId, originId: receiptId, amountCents },
    }))
  )
  return {
    cancelled: waiting.map(chargeOf),
    credited: billed.map((row, index) => ({
      ...chargeOf(row),
      creditId: creditIds[index]!,
      billedOn: row.billedOn ?? '—',
    })),
  }
}

const chargeOf = ({ state: _, billedOn: __, ...charge }: ChargeRow): UndoneCharge => charge
