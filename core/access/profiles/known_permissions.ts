import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'

/** Names of declared functions about which nobody of this installation decided yet. */
export async function undecidedPermissions(tx: Pick<Tx, 'rawQuery'>): Promise<string[]> {
  const rows = await query<{ permission: string }>(
    tx,
    'select permission from access_known_permissions'
  )
  const known = new Set(rows.map(({ permission }) => permission))
  return registries()
    .permissions.names()
    .filter((name) => !known.has(name))
}

/** Nobody is asked about these functions again. */
export async function keepAsKnown(
  tx: Pick<Tx, 'rawQuery'>,
  permissions: readonly string[]
): Promise<void> {
  await query(
    tx,
    'insert into access_known_permissions (permission) select unnest(?::text[]) on conflict do nothing',
    [permissions]
  )
}
