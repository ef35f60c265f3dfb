import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type ApiAgreement, apiAgreementOf } from './pix_agreement.ts'
import { reconciledOf } from './reconciled_days.ts'

export interface PixDesk {
  readonly agreement: ApiAgreement
  /** Whether the bank was given an address for its notices. */
  readonly hasAddress: boolean
  /** The last day of whose Pix all are known. */
  readonly reconciledOn: CivilDate | null
  readonly counts: readonly { readonly state: string; readonly n: bigint; readonly cents: bigint }[]
  readonly days: readonly {
    readonly day: CivilDate
    readonly told: number
    readonly told_cents: bigint
    readonly missed: number
    readonly missed_cents: bigint
    readonly refused: number
    readonly is_complete: boolean
    readonly asked_at: Date
  }[]
}

const DAYS_SHOWN = 15

/** Charges and reconciliation of the bank that registers the municipality's Pix; null where none does. */
export async function pixDesk(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<PixDesk | null> {
  const agreement = await apiAgreementOf(tx, municipalityId)
  if (!agreement) return null
  const [address] = await query<{ given: boolean }>(
    tx,
    'select pix_token_hash is not null as given from payments_agreements where id = ?',
    [agreement.id]
  )
  const { on } = await reconciledOf(tx, agreement)
  return {
    agreement,
    hasAddress: address!.given,
    reconciledOn: on,
    counts: await query(
      tx,
      `select state, count(*) as n, sum(amount_cents)::bigint as cents from payments_pix_charges
        where municipality_id = ? group by state`,
      [municipalityId]
    ),
    days: await query(
      tx,
      `select day, told, told_cents, missed, missed_cents, refused, is_complete, asked_at from payments_pix_days
        where municipality_id = ? and agreement_id = ? order by day desc limit ${DAYS_SHOWN}`,
      [municipalityId, agreement.id]
    ),
  }
}
