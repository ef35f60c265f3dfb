import { parameterWithin } from '#core/configuration/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import {
  CANCEL_DAYS,
  LEAD_DAYS,
  MAXIMUM_CENTS,
  MINIMUM_DAYS,
  REFUSALS,
} from '../configuration/parameters.ts'

/** What the utility decided of direct debits, on a day. */
export interface DebitRules {
  readonly leadDays: number
  readonly minimumDays: number
  readonly cancelDays: number
  /** Zero: no limit. */
  readonly maximumCents: bigint
  readonly refusals: number
}

export async function debitRules(
  tx: Tx,
  municipalityId: bigint,
  date: CivilDate
): Promise<DebitRules> {
  const value = (key: string) => parameterWithin<number>(tx, { key, municipalityId, date })
  return {
    leadDays: await value(LEAD_DAYS),
    minimumDays: await value(MINIMUM_DAYS),
    cancelDays: await value(CANCEL_DAYS),
    maximumCents: BigInt(await value(MAXIMUM_CENTS)),
    refusals: await value(REFUSALS),
  }
}

export interface Terms {
  /** Null: as the parameter says. */
  readonly leadDays: number | null
  readonly lastSequence: number
}

/** The terms of an agreement, locked: its remittances are numbered one after the other. */
export async function lockTerms(
  tx: Tx,
  municipalityId: bigint,
  agreementId: bigint
): Promise<Terms> {
  await query(
    tx,
    `insert into debits_terms (municipality_id, agreement_id) values (?, ?) on conflict do nothing`,
    [municipalityId, agreementId]
  )
  const [terms] = await query<Terms>(
    tx,
    `select lead_days as "leadDays", last_sequence as "lastSequence" from debits_terms
      where municipality_id = ? and agreement_id = ? for update`,
    [municipalityId, agreementId]
  )
  return terms!
}
