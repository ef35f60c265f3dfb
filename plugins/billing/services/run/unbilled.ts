import { type Tx, copyRows } from '#core/database/index'
import type { UnbilledMonth } from '../../domain/compose_types.ts'
import type { RunFacts } from './invoice_batch.ts'

/** A premise of a set that the run read and, exempt of everything, did not bill. */
export interface UnbilledPremise extends UnbilledMonth {
  readonly setKey: bigint
}

/** Keeps which premises a run left without a bill, and the m³ that it would have billed. */
export async function writeUnbilled(
  tx: Tx,
  { municipalityId, runId }: RunFacts,
  unbilled: readonly UnbilledPremise[]
): Promise<void> {
  if (unbilled.length === 0) return
  await copyRows(
    tx,
    'billing_unbilled',
    ['municipality_id', 'run_id', 'set_key', 'premise_id', 'load_item_id', 'm3'],
    unbilled.map(({ setKey, month, m3 }) => [
      ...[municipalityId, runId, setKey, month.premiseId, month.loadItemId, m3],
    ])
  )
}
