import { type Tx, query } from '#core/database/index'
import { heldInvoices } from '#plugins/billing/api'
import type { Whose } from './debts.ts'
import type { StandingPlan } from './standing_plan.ts'

/** Open debts that a plan does not take, by why: what the clerk tells who asks why the sums differ. Amounts in cents. */
export interface LeftOut {
  readonly why: 'third_party' | 'withheld' | 'held'
  /** Whose money it is. */
  readonly beneficiary: string
  readonly cents: bigint
}

/** What `negotiables` leaves out of the open debts of a debtor at a premise. */
export async function leftOut(
  tx: Tx,
  { municipalityId, premiseId, debtorId, on }: Omit<Whose, 'policy'>,
  standing: StandingPlan | null
): Promise<LeftOut[]> {
  const held = await heldInvoices(tx, municipalityId, { premiseIds: [premiseId], on })
  return query<LeftOut>(
    tx,
    `select why, beneficiary, sum(open_cents)::bigint as cents
       from (select case when b.kind <> 'utility' then 'third_party' when i.withheld_cents <> 0 then 'withheld'
                         when i.origin_type = 'billing.invoice' and i.origin_id = any(?::bigint[]) then 'held' end as why,
                    b.name as beneficiary, i.open_cents
               from receivables_items i join receivables_beneficiaries b on b.id = i.beneficiary_id
              where i.municipality_id = ? and i.premise_id = ? and i.debtor_id = ? and i.state = 'open'
                and i.id <> all(?::bigint[])) open
      where why is not null group by why, beneficiary order by why desc, beneficiary`,
    [[...held], municipalityId, premiseId, debtorId, standing?.itemIds ?? []]
  )
}

const REASONS = {
  third_party: (beneficiary: string) => `que são de ${beneficiary}, e não da prestadora`,
  withheld: () => 'com tributo retido pelo pagador',
  held: () => 'de faturas em processo de revisão ou retidas',
} as const satisfies Record<LeftOut['why'], (beneficiary: string) => string>

export const leftOutText = ({ why, beneficiary }: LeftOut): string => REASONS[why](beneficiary)
