import { type Tx, query } from '#core/database/index'
import type { BeneficiaryKind } from '../domain/beneficiary.ts'

/** Things of one type that items come from: `billing.invoice` and their ids. */
export interface Origins {
  readonly municipalityId: bigint
  readonly originType: string
  readonly originIds: readonly bigint[]
}

export interface OriginRow {
  readonly id: bigint
  readonly origin_id: bigint
  readonly premise_id: bigint | null
  readonly debtor_id: bigint
  readonly beneficiary_id: bigint
  readonly beneficiary_kind: BeneficiaryKind
  readonly state: 'open' | 'settled' | 'cancelled' | 'replaced' | 'arranged'
}

/**
 * The items of some origins, locked in the order in which payments lock them: whoever changes both items and what they come
 * from locks the items first.
 */
export const lockOrigins = (
  tx: Tx,
  { municipalityId, originType, originIds }: Origins
): Promise<OriginRow[]> =>
  query<OriginRow>(
    tx,
    `select i.id, i.origin_id, i.premise_id, i.debtor_id, i.beneficiary_id, b.kind as beneficiary_kind, i.state
       from receivables_items i join receivables_beneficiaries b on b.id = i.beneficiary_id
      where i.municipality_id = ? and i.origin_type = ? and i.origin_id = any(?::bigint[])
      order by i.id for update of i`,
    [municipalityId, originType, originIds]
  )
