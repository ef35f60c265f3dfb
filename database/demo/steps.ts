import db from '@adonisjs/lucid/services/db'
import { type JsonObject, type Tx, canonicalJson, query } from '#core/database/index'

/** Runs a step in its own transaction unless it was done before. @returns whether it was done now. */
export async function runStep(
  municipalityId: bigint,
  step: string,
  work: (tx: Tx) => Promise<JsonObject | void>
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await query(tx, 'select pg_advisory_xact_lock(hashtext(?))', [`demo/${municipalityId}`])
    if ((await detailOf(tx, municipalityId, step)) !== null) return false
    const detail = (await work(tx)) ?? {}
    await query(tx, 'insert into demo_steps (municipality_id, step, detail) values (?, ?, ?)', [
      municipalityId,
      step,
      canonicalJson(detail),
    ])
    return true
  })
}

/** What a step left when it was done; null when it was not. */
export async function detailOf(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  step: string
): Promise<unknown> {
  const [row] = await query<{ detail: string }>(
    tx,
    'select detail from demo_steps where municipality_id = ? and step = ?',
    [municipalityId, step]
  )
  return row ? JSON.parse(row.detail) : null
}
