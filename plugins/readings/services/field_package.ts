import { type Tx, canonicalJson, query, sha256 } from '#core/database/index'
import type { CivilDate } from '#core/calendar/index'
import { loadPack } from '#core/configuration/index'
import type { FrozenFacts, Qualification } from '../domain/frozen_facts.ts'
import type { Anomaly } from '../domain/policy.ts'
import { errors } from '../errors.ts'
import type { Device } from './devices.ts'
import { loadHeader } from './export_load_file.ts'
import type { LoadRef } from './load_state.ts'
import { policyOf } from './policy.ts'

/** One premise as the device shows it: what the reader sees at the door, and what it computes with. */
export interface FieldItem {
  readonly item: string
  /** Number of the route in the load, and its code; premises in no route have none. */
  readonly route: string
  readonly route_code: string | null
  readonly sequence: number
  readonly registration: string
  readonly qualification: Qualification
  readonly address: string
  readonly district: string
  readonly customer: string | null
  readonly economies: FrozenFacts['economies']
  readonly situation: string | null
  readonly meter: { readonly number: string; readonly digits: number } | null
  readonly previous_reading: number | null
  readonly previous_read_on: CivilDate | null
  readonly average_m3: string | null
  /** Readings of the dial within which nothing is asked, past its turn when it turns. */
  readonly expected: { readonly from: number; readonly until: number } | null
  /** m³ that passed through meters which hang there no more. */
  readonly swap_m3: string | null
  /** Counts up when the office refreshes the premise. */
  readonly revision: number
  /** Why the office sends the reader back; null: nobody does. */
  readonly review: string | null
  readonly is_read: boolean
  /** What other modules want printed at the door with the bill, by module; left out where there is nothing. */
  readonly print?: Readonly<Record<string, unknown>>
}

export interface FieldPackage {
  readonly format: 'AQUEDUTO-PACOTE'
  readonly version: 1
  readonly municipality: string
  readonly group: string
  readonly reference: string
  readonly load: string
  readonly loaded_on: CivilDate
  readonly device: string
  readonly reader: string
  readonly revision: number
  /** Occurrences that the reader may inform. */
  readonly occurrences: readonly Anomaly[]
  readonly items: readonly FieldItem[]
  /** sha256 of the canonical JSON of `items`. */
  readonly content_sha256: string
}

interface Row {
  readonly id: bigint
  readonly route: bigint
  readonly route_code: string | null
  readonly sequence: number
  readonly registration_number: string
  readonly qualification: Qualification
  readonly previous_reading: number | null
  readonly previous_read_on: CivilDate | null
  readonly average_m3: string | null
  readonly expected_from: number | null
  readonly expected_until: number | null
  readonly revision: number
  readonly field_review: string | null
  readonly is_read: boolean
  readonly facts: string
}

export interface Taking {
  readonly municipalityId: bigint
  readonly load: LoadRef
  readonly device: Device
  /** Only what was refreshed after this revision, and what is to be visited again; everything when null. */
  readonly since: number | null
}

/** What a device takes of a load: the premises of its routes, in the order of the walk. @throws E_READINGS_NOT_ASSIGNED */
export async function fieldPackage(tx: Tx, taking: Taking): Promise<FieldPackage> {
  const { municipalityId, load, device } = taking
  await requireAssigned(tx, load, device)
  const rows = await rowsOf(tx, taking)
  const items = rows.map(itemOf)
  const header = await loadHeader(tx, municipalityId, load)
  const pack = await loadPack(load.packId, tx)
  return {
    ...{ format: 'AQUEDUTO-PACOTE', version: 1, municipality: header.municipality },
    ...{ group: header.billingGroup, reference: load.reference, load: String(load.id) },
    ...{ loaded_on: load.loadedOn, device: device.code, reader: device.readerCode },
    revision: load.revision,
    occurrences: policyOf(pack.at(load.loadedOn)).anomalies,
    items,
    content_sha256: sha256(canonicalJson(items)),
  }
}

async function requireAssigned(tx: Tx, load: LoadRef, device: Device): Promise<void> {
  const [row] = await query(
    tx,
    'select id from readings_load_routes where load_id = ? and device_id = ? limit 1',
    [load.id, device.id]
  )
  if (!row) throw errors.E_READINGS_NOT_ASSIGNED({ load: load.id, code: device.code })
}

const rowsOf = (tx: Tx, { load, device, since }: Taking) =>
  query<Row>(
    tx,
    `select i.id, a.id as route, r.code as route_code, i.sequence, i.registration_number, i.qualification, i.previous_reading,
            i.previous_read_on, i.average_m3, i.expected_from, i.expected_until, i.revision, i.field_review, i.facts,
            exists (select from readings_file_lines n where n.load_item_id = i.id and n.fate = 'accepted') as is_read
       from readings_load_routes a
       join readings_load_items i on i.load_id = a.load_id and i.route_id is not distinct from a.route_id
       left join readings_routes r on r.id = a.route_id
      where a.load_id = ? and a.device_id = ?
        and (?::int is null or i.revision > ?::int or i.field_review is not null)
      order by a.id, i.sequence, i.id`,
    [load.id, device.id, since, since]
  )

function itemOf(row: Row): FieldItem {
  const facts = JSON.parse(row.facts) as FrozenFacts
  const { meter, swap } = facts
  const { expected_from: from, expected_until: until } = row
  return {
    ...{ item: String(row.id), route: String(row.route), route_code: row.route_code },
    sequence: row.sequence,
    ...{ registration: row.registration_number, qualification: row.qualification },
    ...{ address: facts.address, district: facts.district, customer: facts.holder_name },
    ...{ economies: facts.economies, situation: facts.water?.situation ?? null },
    meter: meter && { number: meter.number, digits: meter.digits },
    ...{ previous_reading: row.previous_reading, previous_read_on: row.previous_read_on },
    average_m3: row.average_m3,
    expected: from === null || until === null ? null : { from, until },
    swap_m3: swap?.m3 ?? null,
    ...{ revision: row.revision, review: row.field_review, is_read: row.is_read },
    ...printOf(facts),
  }
}

/** Of what modules froze of the premise, what each put under `print`. */
function printOf({ joined = {} }: FrozenFacts): Pick<FieldItem, 'print'> {
  const papers = Object.entries(joined).flatMap(([module, frozen]) => {
    const { print } = frozen as { readonly print?: unknown }
    return print === undefined ? [] : [[module, print] as const]
  })
  return papers.length ? { print: Object.fromEntries(papers) } : {}
}

export interface AssignedLoad {
  readonly load: string
  readonly reference: string
  readonly group: string
  readonly state: string
  readonly revision: number
  readonly routes: readonly {
    readonly route: string
    readonly code: string | null
    readonly items: number
  }[]
  readonly reviews: number
}

/** The loads that wait for a device: in the field, or with premises to visit again. */
export function assignedLoads(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, device }: { readonly municipalityId: bigint; readonly device: Device }
): Promise<AssignedLoad[]> {
  return query<AssignedLoad>(
    tx,
    `select l.id::text as load, l.reference, g.code as "group", l.state, l.revision,
            jsonb_agg(jsonb_build_object('route', a.id::text, 'code', r.code, 'items', a.item_count) order by a.id) as routes,
            sum(v.reviews)::int as reviews
       from readings_load_routes a
       join readings_loads l on l.id = a.load_id
       join registry_billing_groups g on g.id = l.billing_group_id
       left join readings_routes r on r.id = a.route_id
       cross join lateral (
         select count(*) as reviews from readings_load_items i
          where i.load_id = a.load_id and i.route_id is not distinct from a.route_id and i.field_review is not null) v
      where a.municipality_id = ? and a.device_id = ?
        and (l.state in ('distributed', 'in_field', 'returned') or (l.state = 'processed' and v.reviews > 0))
      group by l.id, g.code order by l.reference, l.id`,
    [municipalityId, device.id]
  )
}
