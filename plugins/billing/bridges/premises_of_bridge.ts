import { type Tx, query } from '#core/database/index'
import type { BridgeDocument } from '#core/reports/index'

/** How premises stand under a remainder, by id. */
export async function premisesOfBridge(
  tx: Tx,
  ids: readonly bigint[]
): Promise<ReadonlyMap<bigint, Pick<BridgeDocument, 'title' | 'path'>>> {
  const rows = await query<{ id: bigint; registration_number: string }>(
    tx,
    'select id, registration_number from registry_premises where id = any(?::bigint[])',
    [ids]
  )
  return new Map(
    rows.map(({ id, registration_number: number }) => [
      id,
      { title: `Matrícula ${number}`, path: `/registry/premises/${id}` },
    ])
  )
}
