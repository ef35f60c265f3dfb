import type { ActionContext } from '#core/actions/index'
import { type RefMonth, formatRefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'

export const BULLETIN = 'water_quality.bulletins'

export interface Bulletin {
  readonly id: bigint
  readonly system_id: bigint
  readonly system: string
  readonly reference: RefMonth
  readonly state: 'draft' | 'published' | 'replaced'
}

/** What was published is never changed: it is corrected by another. @throws E_WATER_QUALITY_PUBLISHED */
function refusePublished({ state, reference }: Bulletin): void {
  if (state === 'draft') return
  throw errors.E_WATER_QUALITY_PUBLISHED({ month: formatRefMonth(reference) })
}

/** A bulletin, held until the end of the transaction. @throws E_WATER_QUALITY_UNKNOWN */
export async function lockBulletin(
  { tx, municipalityId }: ActionContext,
  id: bigint
): Promise<Bulletin> {
  const [row] = await query<Bulletin>(
    tx,
    `select b.id, b.system_id, s.name as system, b.reference, b.state
       from water_quality_bulletins b join water_quality_systems s on s.id = b.system_id
      where b.municipality_id = ? and b.id = ? for update of b`,
    [municipalityId, id]
  )
  if (!row) throw errors.E_WATER_QUALITY_UNKNOWN({ id })
  return row
}

export interface Result {
  readonly parameter: string
  readonly required: number
  readonly analysed: number
  readonly conforming: number
  readonly average?: string | null | undefined
}

/**
 * The results of a month, as typed: those of before are replaced.
 * @throws E_WATER_QUALITY_PUBLISHED, E_WATER_QUALITY_COUNT, E_WATER_QUALITY_PARAMETER
 */
export async function keepResults(
  context: ActionContext,
  id: bigint,
  results: readonly Result[]
): Promise<Bulletin> {
  const { tx, municipalityId } = context
  const bulletin = await lockBulletin(context, id)
  refusePublished(bulletin)
  await requireSound(context, results)
  await query(tx, 'delete from water_quality_results where bulletin_id = ?', [id])
  for (const one of results) {
    await query(
      tx,
      `insert into water_quality_results (municipality_id, bulletin_id, parameter, required, analysed, conforming, average)
       values (?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[municipalityId, id, one.parameter, one.required, one.analysed, one.conforming],
        one.average || null,
      ]
    )
  }
  return bulletin
}

async function requireSound(
  { tx, municipalityId }: ActionContext,
  results: readonly Result[]
): Promise<void> {
  const known = await query<{ code: string; title: string }>(
    tx,
    'select code, title from water_quality_parameters where municipality_id = ?',
    [municipalityId]
  )
  const titles = new Map(known.map(({ code, title }) => [code, title]))
  for (const { parameter, analysed, conforming } of results) {
    const title = titles.get(parameter)
    if (title === undefined) throw errors.E_WATER_QUALITY_PARAMETER({ code: parameter })
    if (conforming > analysed) throw errors.E_WATER_QUALITY_COUNT({ title, analysed, conforming })
  }
}

/**
 * From now on the bills tell it, in place of what was published of the same month.
 * @throws E_WATER_QUALITY_PUBLISHED, E_WATER_QUALITY_EMPTY
 */
export async function publishBulletin(context: ActionContext, id: bigint): Promise<Bulletin> {
  const { tx, actor, now } = context
  const bulletin = await lockBulletin(context, id)
  refusePublished(bulletin)
  const results = await query(
    tx,
    'select 1 from water_quality_results where bulletin_id = ? limit 1',
    [id]
  )
  if (!results.length)
    throw errors.E_WATER_QUALITY_EMPTY({ month: formatRefMonth(bulletin.reference) })
  await query(
    tx,
    `update water_quality_bulletins set state = 'replaced' where system_id = ? and reference = ? and state = 'published'`,
    [bulletin.system_id, bulletin.reference]
  )
  await query(
    tx,
    `update water_quality_bulletins set state = 'published', published_at = ?, published_by = ? where id = ?`,
    [now, actor.name, id]
  )
  return bulletin
}

/** Another bulletin of the same month with the same results, to be corrected. @throws E_WATER_QUALITY_DRAFTED */
export async function correctBulletin(context: ActionContext, id: bigint): Promise<Bulletin> {
  const { tx } = context
  const bulletin = await lockBulletin(context, id)
  const [draft] = await query<{ id: bigint }>(
    tx,
    `insert into water_quality_bulletins (municipality_id, system_id, reference, conclusion)
     select municipality_id, system_id, reference, conclusion from water_quality_bulletins where id = ? and state = 'published'
     on conflict (system_id, reference) where state = 'draft' do nothing returning id`,
    [id]
  )
  if (!draft) throw errors.E_WATER_QUALITY_DRAFTED({ month: formatRefMonth(bulletin.reference) })
  await query(
    tx,
    `insert into water_quality_results (municipality_id, bulletin_id, parameter, required, analysed, conforming, average)
     select municipality_id, ?, parameter, required, analysed, conforming, average from water_quality_results
      where bulletin_id = ? order by id`,
    [draft.id, id]
  )
  return { ...bulletin, id: draft.id }
}
