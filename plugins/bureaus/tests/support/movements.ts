import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { query } from '#core/database/index'
import { type Debtor, type Owed } from './bureaus.ts'
import { confirm, download, simulate } from './lots.ts'

export interface Movement {
  readonly operation: string
  readonly reason: string | null
  readonly state: string
  readonly created_on: string
  readonly created_by: string
  readonly deadline_on: string | null
}

/** What was asked of the bureaus for a debtor, in order. */
export const movementsOf = (debtor: Debtor, bureauId: bigint): Promise<Movement[]> =>
  query<Movement>(
    db,
    `select operation, reason, state, created_on, created_by, deadline_on from bureaus_movements
      where customer_id = ? and bureau_id = ? order by id`,
    [debtor.id, bureauId]
  )

/** Where a debt stands. */
export async function standOf({ origin }: Owed, bureauId: bigint) {
  const [row] = await query<{
    id: bigint
    state: string
    paid_on: string | null
    end_cause: string | null
    receipt_id: bigint | null
  }>(
    db,
    `select id, state, paid_on, end_cause, receipt_id from bureaus_debts
      where origin_type = ? and origin_id = ? and bureau_id = ? order by id desc limit 1`,
    [origin.type, origin.id, bureauId]
  )
  return row!
}

export const stateOf = (debt: Owed, bureauId: bigint) =>
  standOf(debt, bureauId).then(({ state }) => state)

export const causeOf = (debt: Owed, bureauId: bigint) =>
  standOf(debt, bureauId).then(({ end_cause: cause }) => cause)

/** A lot of now, made effective. @returns its file */
export async function listed(client: ApiClient, bureauId: bigint): Promise<string> {
  const lot = await simulate(client, bureauId)
  const { file } = await confirm<{ file: { id: string } }>(client, lot)
  return download(client, file.id)
}
