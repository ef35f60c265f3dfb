import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { MODEL_MARK, templateTitle } from '../models.ts'
import { TEMPLATE_KIND } from '../template_in_force.ts'

export interface Model {
  readonly key: string
  readonly title: string
  readonly isInForce: boolean
  /** Drafts and versions that wait for approval. */
  readonly waiting: number
}

/** The utility's own models over a document type, those in force on a day first. */
export async function modelsOf(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  { type, on }: { readonly type: string; readonly on: CivilDate }
): Promise<Model[]> {
  const rows = await query<{ key: string; is_in_force: boolean; waiting: number }>(
    reader,
    `select i.key,
            bool_or(v.status = 'approved' and v.in_force_from <= ? and (v.in_force_until is null or v.in_force_until >= ?)
                    and not exists (select from configuration_acts a where a.version_id = v.id and a.stops_from is not null)) as is_in_force,
            count(*) filter (where v.status in ('draft', 'in_review'))::int as waiting
       from configuration_items i join configuration_versions v on v.item_id = i.id
      where i.kind = ? and i.municipality_id = ? and starts_with(i.key, ?)
      group by i.key order by 2 desc, i.key`,
    [on, on, TEMPLATE_KIND, municipalityId, `${type}${MODEL_MARK}`]
  )
  return rows.map(({ key, is_in_force: isInForce, waiting }) => ({
    ...{ key, title: templateTitle(key), isInForce, waiting },
  }))
}
