import { type Tx, query } from '#core/database/index'

export interface ExportedWater {
  readonly municipalityId: bigint
  readonly year: number
}

/** AG019: treated water that was exported in a year, in m³ as decimal text; measured and estimated. */
export async function exportedTreatedWater(
  reader: Pick<Tx, 'rawQuery'>,
  { municipalityId, year }: ExportedWater
): Promise<string> {
  const [row] = await query<{ m3: string }>(
    reader,
    `select coalesce(sum(v.m3), 0)::text as m3 from macro_metering_volumes v
       join macro_metering_points p on p.id = v.point_id and p.kind = 'exported_treated'
      where v.municipality_id = ? and v.reference between ? || '-01' and ? || '-12'`,
    [municipalityId, String(year), String(year)]
  )
  return row!.m3
}
