import { writeEvents } from '#core/actions/index'
import { type Tx, canonicalJson, query } from '#core/database/index'
import type { RunState } from './bill_chunk.ts'
import type { RunArgs } from './plan_run.ts'
import { settleEarlierLoads, settleLoad } from './waiting_load.ts'

/** What a run did, in cents and thousandths of m³. */
export interface RunFigures {
  readonly invoices: bigint
  readonly parked: bigint
  readonly total_cents: bigint
  readonly own_cents: bigint
  readonly third_party_cents: bigint
  readonly billed_liters: bigint
}

/**
 * Closes a run: its figures are kept, the load and the month of the group are marked billed when nothing waits in them, and
 * the event is told after commit.
 */
export async function finishRun(
  tx: Tx,
  municipalityId: bigint,
  state: RunState,
  args: RunArgs
): Promise<RunFigures> {
  const figures = await runFigures(tx, state.runId)
  await query(tx, `update billing_runs set state = 'done', figures = ? where id = ?`, [
    canonicalJson(figures),
    state.runId,
  ])
  await settleLoad(tx, state.loadId)
  await settleEarlierLoads(tx, municipalityId, args.reference)
  await writeEvents(tx, municipalityId, [
    {
      event: 'billing.group_billed',
      payload: {
        run: String(state.runId),
        billing_group: String(args.group),
        reference: args.reference,
        round: String(state.round),
        invoices: String(figures.invoices),
        total_cents: String(figures.total_cents),
      },
    },
  ])
  return figures
}

async function runFigures(tx: Tx, runId: bigint): Promise<RunFigures> {
  const [row] = await query<Record<keyof RunFigures, string>>(
    tx,
    `select count(*) as invoices, coalesce(sum(total_cents), 0) as total_cents, coalesce(sum(own_cents), 0) as own_cents,
            coalesce(sum(third_party_cents), 0) as third_party_cents,
            coalesce(sum(billed_m3 * 1000), 0)::bigint as billed_liters,
            (select count(*) from billing_parked where run_id = ?) as parked
       from billing_invoices where run_id = ? and version = 1`,
    [runId, runId]
  )
  const figure = (name: keyof RunFigures) => BigInt(row![name])
  return {
    invoices: figure('invoices'),
    parked: figure('parked'),
    total_cents: figure('total_cents'),
    own_cents: figure('own_cents'),
    third_party_cents: figure('third_party_cents'),
    billed_liters: figure('billed_liters'),
  }
}
