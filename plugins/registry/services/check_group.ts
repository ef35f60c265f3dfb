import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import type { ProposedChange } from '#core/records/index'

/**
 * Payload of the extension point `registry.group_changing`: asked in the transaction of the change, before it is written. A
 * condominium takes its units along. An issue of severity critical refuses it.
 */
export interface GroupChanging {
  readonly premiseIds: readonly bigint[]
  readonly fromGroupId: bigint
  readonly toGroupId: bigint
}

/** Whoever reads or bills the premise may refuse that it passes to another billing group. */
export async function checkGroup(
  { tx, participate }: ActionContext,
  { id, before, changes }: ProposedChange
): Promise<void> {
  const wanted = changes.billing_group_id
  if (id === null || before === null || wanted === undefined) return
  const [fromGroupId, toGroupId] = [BigInt(String(before.billing_group_id)), BigInt(String(wanted))]
  if (fromGroupId === toGroupId) return
  const rows = await query<{ id: bigint }>(
    tx,
    'select id from registry_premises where id = ? or parent_id = ? order by id',
    [id, id]
  )
  const premiseIds = rows.map((row) => row.id)
  await participate<GroupChanging>('registry.group_changing', {
    ...{ premiseIds, fromGroupId, toGroupId },
  })
}
