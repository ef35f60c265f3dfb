import type { Tx } from '#core/database/index'
import type { FrozenFacts } from '../domain/frozen_facts.ts'
import { readLoadRoute } from './load_routes.ts'
import { RECEIVING, readLoad } from './load_state.ts'
import { occurrencesOf, sheetRows } from './sheet.ts'

interface Asked {
  readonly loadRouteId: bigint
  readonly page: number
  readonly size: number
}

/** A page of a route's sheet, to type what the reader wrote. Errors: E_READINGS_LOAD_ROUTE_UNKNOWN. */
export async function typingPage(
  tx: Tx,
  municipalityId: bigint,
  { loadRouteId, page, size }: Asked
) {
  const route = await readLoadRoute(tx, municipalityId, loadRouteId)
  const load = await readLoad(tx, municipalityId, route.loadId)
  const rows = await sheetRows(tx, route)
  const first = (page - 1) * size
  return {
    load,
    route,
    total: rows.length,
    isOpen: RECEIVING.includes(load.state),
    occurrences: await occurrencesOf(tx, load),
    rows: rows.slice(first, first + size).map((row, index) => ({
      ...{ id: row.id, position: first + index + 1, registration: row.registration_number },
      address: (JSON.parse(row.facts) as FrozenFacts).address,
      ...{ meter: row.meter_number, reading: row.reading || null },
    })),
  }
}
