import type { Participant } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import type { ArrangedBatch } from '#plugins/receivables/api'
import { APART_ORIGIN } from '../services/apart/charge_customer.ts'
import { ORIGIN } from '../services/run/invoice_batch.ts'

const TABLES: Readonly<Record<string, string>> = {
  [ORIGIN]: 'billing_invoices',
  [APART_ORIGIN]: 'billing_customer_charges',
}

/**
 * What passes to a plan is pending no more, and is paid once the plan is: an invoice whose rest passed to one is `arranged`
 * until then; one that loses a part of it, an instalment of another plan, stays open for what is left.
 */
export const keepArranged: Participant<ArrangedBatch> = {
  point: 'receivables.arranged',
  async run({ tx, municipalityId }, { what, items }) {
    const origins = Map.groupBy(items, ({ originType }) => originType)
    for (const [origin, table] of Object.entries(TABLES)) {
      const sums = new Map<bigint, bigint>()
      for (const { originId, amountCents } of origins.get(origin) ?? [])
        sums.set(originId, (sums.get(originId) ?? 0n) + amountCents)
      if (sums.size > 0) await STEPS[what](tx, table, { municipalityId, sums })
    }
    return []
  },
}

interface Moved {
  readonly municipalityId: bigint
  readonly sums: ReadonlyMap<bigint, bigint>
}
type Step = (tx: Tx, table: string, moved: Moved) => Promise<unknown>

const move =
  (sign: '+' | '-', settlement: string, from: string): Step =>
  (tx, table, { municipalityId, sums }) =>
    query(
      tx,
      `update ${table} i set settled_cents = i.settled_cents ${sign} u.cents, settlement = ${settlement}
         from unnest(?::bigint[], ?::bigint[]) as u (id, cents)
        where i.id = u.id and i.municipality_id = ? and i.settlement in (${from})`,
      [[...sums.keys()], [...sums.values()], municipalityId]
    )

const become =
  (from: string, to: string): Step =>
  (tx, table, { municipalityId, sums }) =>
    query(
      tx,
      `update ${table} set settlement = '${to}' where municipality_id = ? and id = any(?::bigint[]) and settlement = '${from}'`,
      [municipalityId, [...sums.keys()]]
    )

const STEPS: Readonly<Record<ArrangedBatch['what'], Step>> = {
  arranged: move(
    '+',
    `case when i.settled_cents + u.cents >= i.total_cents then 'arranged' else 'partly_settled' end`,
    `'open', 'partly_settled'`
  ),
  restored: move(
    '-',
    `case when i.settled_cents = u.cents then 'open' else 'partly_settled' end`,
    `'arranged', 'settled', 'partly_settled'`
  ),
  honoured: become('arranged', 'settled'),
  reopened: become('settled', 'arranged'),
}
