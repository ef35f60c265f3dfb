import type { RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../../errors.ts'

/** A run as those who print it know it. */
export interface PrintedRunRow {
  readonly id: bigint
  readonly reference: RefMonth
  readonly round: number
  readonly group_code: string
  readonly group_name: string
  readonly state: 'running' | 'done'
}

const RUN = `select r.id, r.reference, r.round, r.state, g.code as group_code, g.name as group_name
  from billing_runs r join registry_billing_groups g on g.id = r.billing_group_id where r.municipality_id = ?`

/** @throws E_BILLING_RUN_UNKNOWN, E_BILLING_RUN_OPEN */
export async function runToPrint(
  tx: Tx,
  municipalityId: bigint,
  runId: bigint
): Promise<PrintedRunRow> {
  const [run] = await query<PrintedRunRow>(tx, `${RUN} and r.id = ?`, [municipalityId, runId])
  if (!run) throw errors.E_BILLING_RUN_UNKNOWN({ id: runId })
  if (run.state !== 'done') throw errors.E_BILLING_RUN_OPEN({ id: runId })
  return run
}

/** The last run of a group in a month. @throws E_BILLING_NOT_BILLED */
export async function lastRunOf(
  tx: Tx,
  municipalityId: bigint,
  { group, reference }: { readonly group: bigint; readonly reference: RefMonth }
): Promise<PrintedRunRow> {
  const [run] = await query<PrintedRunRow>(
    tx,
    `${RUN} and r.billing_group_id = ? and r.reference = ? and r.round > 0 and r.state = 'done' order by r.round desc limit 1`,
    [municipalityId, group, reference]
  )
  if (!run) throw errors.E_BILLING_NOT_BILLED({ group, reference })
  return run
}

/** The invoices of a run in order of delivery: by route and sequence, those in no route last. */
export async function invoicesInOrder(tx: Tx, runId: bigint): Promise<bigint[]> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select i.id from billing_invoices i
       join readings_load_items l on l.id = i.load_item_id left join readings_routes r on r.id = l.route_id
      where i.run_id = ? and i.version = 1 order by r.code nulls last, l.sequence, i.id`,
    [runId]
  )
  return rows.map(({ id }) => id)
}
