import { formatMoney } from '#core/money/index'
import { type Tx, query } from '#core/database/index'
import type { WaitingCharge } from '../domain/live_facts.ts'
import { errors } from '../errors.ts'
import { type ChargeRow, chargeOf } from './live_facts.ts'
import type { Withdrawal } from './withdraw_origins.ts'

/**
 * Charges that some origins asked for wait again; what the origins had carried to the next document is taken back, if no
 * document asked for it yet. Errors: E_RECEIVABLES_CARRIED.
 */
export async function returnPending(
  tx: Tx,
  withdrawal: Withdrawal
): Promise<ReadonlyMap<bigint, readonly WaitingCharge[]>> {
  await takeCarriedBack(tx, withdrawal)
  const { municipalityId, originType, originIds } = withdrawal
  const rows = await query<ChargeRow & { billed_origin_id: bigint }>(
    tx,
    `select p.id, p.premise_id, p.charge_type, p.category, p.component, p.beneficiary_id, b.kind as beneficiary_kind,
            p.amount_cents, p.cause, p.label, p.billed_origin_id
       from receivables_pending_charges p join receivables_beneficiaries b on b.id = p.beneficiary_id
      where p.billed_origin_id = any(?::bigint[]) and p.municipality_id = ? and p.state = 'billed' and p.billed_origin_type = ?
      order by p.id for update of p`,
    [originIds, municipalityId, originType]
  )
  if (rows.length === 0) return new Map()
  await query(
    tx,
    `update receivables_pending_charges set billed_origin_id = null, billed_origin_type = null, state = 'pending',
            former_origin_ids = case when billed_origin_type = 'billing.invoice' then former_origin_ids || billed_origin_id
                                     else former_origin_ids end
      where id = any(?::bigint[])`,
    [rows.map(({ id }) => id)]
  )
  return new Map(
    [...Map.groupBy(rows, (row) => row.billed_origin_id)].map(([originId, own]) => [
      originId,
      own.map(chargeOf),
    ])
  )
}

/** @throws BusinessError E_RECEIVABLES_CARRIED */
async function takeCarriedBack(
  tx: Tx,
  { municipalityId, originType, originIds }: Withdrawal
): Promise<void> {
  const carried = await query<{ id: bigint; state: string; amount_cents: bigint }>(
    tx,
    `select id, state, amount_cents from receivables_pending_charges
      where municipality_id = ? and source_type = ? and source_id = any(?::bigint[]) and cause = 'carried'
        and state <> 'cancelled'
      order by id for update`,
    [municipalityId, originType, originIds]
  )
  const billed = carried.find(({ state }) => state === 'billed')
  if (billed) throw errors.E_RECEIVABLES_CARRIED({ amount: formatMoney(billed.amount_cents) })
  if (carried.length === 0) return
  await query(
    tx,
    `update receivables_pending_charges set state = 'cancelled' where id = any(?::bigint[])`,
    [carried.map(({ id }) => id)]
  )
}
