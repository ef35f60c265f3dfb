import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

interface Row {
  readonly premise_id: bigint
  readonly text: string
}

/** The meters of alternative sources in service at some premises on a day, in words for who reads them, by premise. */
export async function metersOfSources(
  tx: Tx,
  municipalityId: bigint,
  { on, premiseIds }: { readonly on: CivilDate; readonly premiseIds: readonly bigint[] }
): Promise<ReadonlyMap<bigint, readonly string[]>> {
  const rows = await query<Row>(
    tx,
    `select s.premise_id, left(t.title, 60) || ' ' || s.code || ', hidrômetro ' || s.meter_number as text
       from readings_sources s
       join registry_other_source_types t on t.municipality_id = s.municipality_id and t.code = s.type_code
      where s.municipality_id = ? and s.premise_id = any(?::bigint[]) and s.measurement = 'metered'
        and s.from_on <= ? and (s.until_on is null or s.until_on >= ?)
      order by s.premise_id, s.id`,
    [municipalityId, premiseIds, on, on]
  )
  const byPremise = Map.groupBy(rows, ({ premise_id: id }) => id)
  return new Map([...byPremise].map(([id, own]) => [id, own.slice(0, 9).map(({ text }) => text)]))
}
