import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

interface Dropping {
  readonly files: readonly bigint[]
  readonly now: Date
}

const BYTES = `update files_objects o set state = 'erased', name = 'apagado' from registry_social_files x
  where o.id = x.file_object_id and x.id = any(?::bigint[]) and o.state <> 'erased'`

/** Nothing of the families of a file that another took the place of: counts stay, nobody's data. */
export async function dropFamilies(tx: Tx, { files, now }: Dropping): Promise<void> {
  if (!files.length) return
  const ids = [...files]
  await query(tx, 'delete from registry_social_families where file_id = any(?::bigint[])', [ids])
  await query(tx, BYTES, [ids])
  await query(
    tx,
    'update registry_social_files set erased_at = ? where id = any(?::bigint[]) and erased_at is null',
    [now, ids]
  )
}

const EMPTY = `reason = null, family_code = null, nis = null, cpfs = null, income_cents = null, family_size = null, street = null,
  house_number = null, district = null, zip_code = null`

/** Files that no other took the place of in time keep which benefits they confirmed, and nothing of anybody. */
export async function emptyOldFamilies(
  tx: Tx,
  {
    municipalityId,
    on,
    days,
    now,
  }: {
    readonly municipalityId: bigint
    readonly on: CivilDate
    readonly days: number
    readonly now: Date
  }
): Promise<number> {
  const old = await query<{ id: bigint }>(
    tx,
    `update registry_social_files set erased_at = ?
      where municipality_id = ? and erased_at is null and started_at < ?::date returning id`,
    [now, municipalityId, addDays(on, -days)]
  )
  if (!old.length) return 0
  const ids = old.map(({ id }) => id)
  await query(
    tx,
    `delete from registry_social_candidates c using registry_social_families f
      where f.id = c.family_id and f.file_id = any(?::bigint[])`,
    [ids]
  )
  const emptied = await query(
    tx,
    `update registry_social_families set fate = case when fate in ('doubt', 'waiting') then 'lapsed' else fate end, ${EMPTY}
      where file_id = any(?::bigint[]) returning id`,
    [ids]
  )
  await query(tx, BYTES, [ids])
  return emptied.length
}

/** Of a family that was decided to live in none of the units nothing stays but that it was there. */
export async function emptyFamily(tx: Tx, id: bigint): Promise<void> {
  await query(tx, 'delete from registry_social_candidates where family_id = ?', [id])
  await query(tx, `update registry_social_families set ${EMPTY} where id = ?`, [id])
}
