import type { CivilDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { type ChargedService, writeCharge } from './charge_service.ts'

/** A fine whose amount was decided elsewhere. */
export interface DecidedFine {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly debtorId: bigint
  /** Its place in the table of fines: type and degree of the fraud. */
  readonly fraud: { readonly type: string; readonly degree: string }
  /** What it is called on the bill. */
  readonly title: string
  /** Day on which it was decided: it goes on the next invoice after it. */
  readonly decidedOn: CivilDate
  readonly amountCents: bigint
  /** The version of the tariff table that fixed it. */
  readonly versionId: bigint
  readonly remarks: string
  readonly by: string
  readonly at: Date
}

/** Lets a fine wait for the next invoice of the premise, whole; it can be given up like any service. */
export function chargeFine(
  tx: Tx,
  { decidedOn, amountCents, ...fine }: DecidedFine
): Promise<ChargedService> {
  return writeCharge(tx, {
    ...fine,
    ...{ code: 'fraud_fine', executedOn: decidedOn, quantity: 1, parcels: 1 },
    ...{ unitCents: amountCents, totalCents: amountCents, reasonCode: 'fine' },
  })
}
