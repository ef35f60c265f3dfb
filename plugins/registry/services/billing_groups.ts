import { type Tx, query } from '#core/database/index'

export interface BillingGroup {
  readonly id: bigint
  readonly code: string
  readonly name: string
}

/** The billing groups of a municipality in order of code. */
export const billingGroups = (
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<BillingGroup[]> =>
  query<BillingGroup>(
    tx,
    'select id, code, name from registry_billing_groups where municipality_id = ? order by code',
    [municipalityId]
  )
