import db from '@adonisjs/lucid/services/db'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type TestMonth,
  createMonth,
  invoicesOf,
  nextMonthOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { on } from './set_up.ts'

const consuming = (m3: string) => ({ economies: [{ category: 'RES', economies: 1 }], m3 })

export interface House {
  readonly id: bigint
  readonly invoices: readonly bigint[]
}

/** Houses of one group, each with an invoice of so many reais, issued on 20 November 2026; the same client holds them all. */
export async function houses(
  reais: readonly string[]
): Promise<{ readonly month: TestMonth; readonly houses: readonly House[] }> {
  const month = await createMonth(reais.map(consuming))
  await run(month)
  for (const premiseId of month.premiseIds) await hold(premiseId)
  const invoices = await invoicesOf(month)
  return {
    month,
    houses: month.premiseIds.map((id) => ({
      id,
      invoices: invoices.filter((one) => one.premise_id === id).map((one) => one.id),
    })),
  }
}

/** The client of the test's months becomes the holder in the registry too. */
const hold = (premiseId: bigint) =>
  query(
    db,
    `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
     select p.municipality_id, p.id, (select id from registry_customers order by id limit 1), 'holder', '2026-01-01'
       from registry_premises p where p.id = ?`,
    [premiseId]
  )

export const billKey = (invoice: bigint): string => `bill:billing.invoice:${invoice}`

/** The next month of the houses, billed on its 20th. */
export async function bill(month: TestMonth, reference: string, m3 = '10'): Promise<void> {
  const all = month.premiseIds.map(() => consuming(m3))
  const next = await nextMonthOf(month, reference as RefMonth, all)
  on(`${reference}-20`)
  await run(next, `${reference}-20` as CivilDate)
}
