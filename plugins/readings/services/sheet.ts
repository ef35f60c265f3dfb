import type { CivilDate } from '#core/calendar/index'
import { loadPack, parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import type { SheetData } from '../documents/sheet.ts'
import type { FrozenFacts, Qualification } from '../domain/frozen_facts.ts'
import { billingGroups } from '#plugins/registry/api'
import { type LoadRoute, readLoadRoute } from './load_routes.ts'
import { type LoadRef, readLoad } from './load_state.ts'
import { policyOf } from './policy.ts'
import { metersOfSources } from './source_meters.ts'

export interface SheetRow {
  readonly id: bigint
  readonly premise_id: bigint
  readonly sequence: number
  readonly registration_number: string
  readonly meter_number: string | null
  readonly qualification: Qualification
  readonly facts: string
  /** The line by which it was read already, in words; null when it was not. */
  readonly reading: string | null
}

/** The premises of a route of a load in the order of the walk, with what each was read already. */
export const sheetRows = (tx: Tx, { loadId, routeId }: LoadRoute) =>
  query<SheetRow>(
    tx,
    `select i.id, i.premise_id, i.sequence, i.registration_number, i.meter_number, i.qualification, i.facts,
            concat_ws(' · ', nullif(split_part(n.raw, ';', 5), ''), nullif(split_part(n.raw, ';', 6), '')) as reading
       from readings_load_items i
       left join readings_file_lines n on n.load_item_id = i.id and n.fate = 'accepted'
      where i.load_id = ? and i.route_id is not distinct from ?::bigint order by i.sequence, i.id`,
    [loadId, routeId]
  )

const NOTES: Readonly<Record<Qualification, string | null>> = {
  read: null,
  not_read: 'não ler',
  unmetered: 'sem hidrômetro',
}

interface Issuing {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly by: string
}

/** What a load's occurrences are called. */
export async function occurrencesOf(tx: Tx, load: LoadRef) {
  const pack = await loadPack(load.packId, tx)
  return policyOf(pack.at(load.loadedOn)).anomalies
}

/** What the sheet of a route of a load says. Errors: E_READINGS_LOAD_ROUTE_UNKNOWN. */
export async function sheetData(
  tx: Tx,
  loadRouteId: bigint,
  { municipalityId, on, by }: Issuing
): Promise<{ readonly data: SheetData; readonly load: LoadRef; readonly route: LoadRoute }> {
  const route = await readLoadRoute(tx, municipalityId, loadRouteId)
  const load = await readLoad(tx, municipalityId, route.loadId)
  const rows = await sheetRows(tx, route)
  const key = 'registry.utility_identity'
  const utility = await parameterWithin<UtilityIdentity>(tx, { key, municipalityId, date: on })
  const groups = await billingGroups(tx, municipalityId)
  const group = groups.find(({ id }) => id === load.billingGroupId)
  const sources = await metersOfSources(tx, municipalityId, {
    ...{ on, premiseIds: rows.map(({ premise_id: id }) => id) },
  })
  const occurrences = await occurrencesOf(tx, load)
  const data: SheetData = {
    ...{ utility: utility.name, route: route.title, group: `${group?.code} ${group?.name}` },
    ...{ reference: load.reference, load: String(load.id), issued_on: on, issued_by: by },
    occurrences: occurrences.map(({ code, title }) => ({ code, title })),
    items: rows.map((row, index) => ({
      ...itemOf(row, index + 1),
      sources: sources.get(row.premise_id) ?? [],
    })),
  }
  return { data, load, route }
}

function itemOf(row: SheetRow, position: number): Omit<SheetData['items'][number], 'sources'> {
  const { address, district } = JSON.parse(row.facts) as FrozenFacts
  return {
    ...{ position, registration_number: row.registration_number, address, district },
    ...{ meter: row.meter_number, note: NOTES[row.qualification] },
  }
}
