import { type Tx, query } from '#core/database/index'

/**
 * Writes down the seals of a version that was just submitted or decided: from here on the database refuses to change what
 * they cover. Foreign keys refuse the transaction of whoever forgets it.
 */
export async function sealVersion(tx: Tx, id: bigint): Promise<void> {
  for (const [table, seal] of [
    ['configuration_submissions', 'submission_seal'],
    ['configuration_decisions', 'decision_seal'],
  ]) {
    await query(
      tx,
      `insert into ${table} (version_id, seal)
       select id, ${seal} from configuration_versions where id = ? and ${seal} is not null
       on conflict (version_id) do nothing`,
      [id]
    )
  }
}
