import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import type { WithdrawnCredit } from '../domain/unsettled.ts'
import { errors } from '../errors.ts'
import type { Origins } from './lock_origins.ts'

export interface OfReceipts {
  readonly municipalityId: bigint
  readonly receiptIds: readonly bigint[]
  readonly on: CivilDate
}

interface CreditRow {
  readonly id: bigint
  readonly receipt_id: bigint | null
  readonly amount_cents: bigint
  readonly open_cents: bigint
}

/**
 * Takes back the credits that some receipts made, as long as nobody used them.
 * Errors: E_RECEIVABLES_CREDIT_USED, naming where.
 */
export async function withdrawCredits(
  tx: Tx,
  { municipalityId, receiptIds, on }: OfReceipts
): Promise<WithdrawnCredit[]> {
  const credits = await query<CreditRow>(
    tx,
    `select id, receipt_id, amount_cents, open_cents from receivables_credits
      where municipality_id = ? and receipt_id = any(?::bigint[]) and withdrawn_on is null order by id for update`,
    [municipalityId, receiptIds]
  )
  await closeUnused(tx, { municipalityId, on }, credits)
  return credits.map((credit) => ({
    id: credit.id,
    receiptId: credit.receipt_id!,
    amountCents: credit.amount_cents,
  }))
}

/**
 * Takes back the credits that some invoices gave by settling estimates, as long as no other used them. @returns their ids.
 * Errors: E_RECEIVABLES_CREDIT_USED, naming where.
 */
export async function withdrawGranted(
  tx: Tx,
  { municipalityId, originType, originIds, on }: Origins & { readonly on: CivilDate }
): Promise<ReadonlySet<bigint>> {
  const credits = await query<CreditRow>(
    tx,
    `select id, receipt_id, amount_cents, open_cents from receivables_credits
      where municipality_id = ? and origin_type = ? and origin_id = any(?::bigint[]) and cause = 'estimate'
        and withdrawn_on is null order by id for update`,
    [municipalityId, originType, originIds]
  )
  if (credits.length) await closeUnused(tx, { municipalityId, on }, credits)
  return new Set(credits.map(({ id }) => id))
}

async function closeUnused(
  tx: Tx,
  { municipalityId, on }: { readonly municipalityId: bigint; readonly on: CivilDate },
  credits: readonly CreditRow[]
): Promise<void> {
  const used = credits.find((credit) => credit.open_cents < credit.amount_cents)
  if (used) throw await creditUsed(tx, municipalityId, used)
  await query(
    tx,
    'update receivables_credits set open_cents = 0, withdrawn_on = ? where id = any(?::bigint[])',
    [on, credits.map(({ id }) => id)]
  )
}

async function creditUsed(tx: Tx, municipalityId: bigint, credit: CreditRow) {
  const uses = await query<{ number: string | null }>(
    tx,
    `select distinct (select min(d.number) from receivables_document_items di join receivables_documents d on d.id = di.document_id
                       where di.item_id = u.item_id and d.kind = 'invoice') as number
       from (select item_id from receivables_credit_uses where municipality_id = ? and credit_id = ?
              group by item_id having sum(amount_cents) > 0) u order by 1`,
    [municipalityId, credit.id]
  )
  const numbers = uses.flatMap(({ number }) => number ?? [])
  return errors.E_RECEIVABLES_CREDIT_USED({
    amount: formatMoney(credit.amount_cents - credit.open_cents),
    where: numbers.length ? `no documento ${numbers.join(', ')}` : 'em uma fatura do imóvel',
  })
}
