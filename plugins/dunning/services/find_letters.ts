import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { heldInvoices } from '#plugins/billing/api'
import { type OpenDebt, openDebts } from '#plugins/receivables/api'
import { type LetterFilters, isAsked, lettered } from './letter_filters.ts'
import { type Candidate, candidates } from './notice_debts.ts'
import { premiseStates } from './premise_states.ts'

export interface FindingLetters {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly filters: LetterFilters
  readonly premiseIds: readonly bigint[]
}

export interface WantedLetter {
  readonly premiseId: bigint
  readonly registration: string
  readonly debtorId: bigint
  readonly debts: readonly OpenDebt[]
}

/** Who among some premises is to be written to: what is in process, in a plan or in court is not asked for. */
export async function findLetters(
  tx: Tx,
  { municipalityId, on, filters, premiseIds }: FindingLetters
): Promise<WantedLetter[]> {
  const debts = await openDebts(tx, { municipalityId, dueUntil: addDays(on, -1), premiseIds })
  const ids = [...new Set(debts.flatMap(({ premiseId }) => (premiseId ? [premiseId] : [])))]
  if (!ids.length) return []
  const routes = await routesOf(tx, municipalityId, ids)
  const found = candidates(debts, {
    premises: await premiseStates(tx, { municipalityId, premiseIds: ids, on }),
    held: new Set(await heldInvoices(tx, municipalityId, { premiseIds: ids, on })),
    ...{ pending: new Map(), includesSundry: true, isForCut: false },
  })
  return found.flatMap((one) => wantedOf(one, filters, routes))
}

function wantedOf(
  { premise, debtorId, debts }: Candidate,
  filters: LetterFilters,
  routes: ReadonlyMap<bigint, string>
): WantedLetter[] {
  const { premiseId, registration, category, situation } = premise
  const route = routes.get(premiseId) ?? null
  if (!isAsked(filters, { route, category, situation })) return []
  const listed = lettered(filters, debts)
  return listed.length ? [{ premiseId, registration, debtorId, debts: listed }] : []
}

async function routesOf(
  tx: Tx,
  municipalityId: bigint,
  premiseIds: readonly bigint[]
): Promise<ReadonlyMap<bigint, string>> {
  const rows = await query<{ premise_id: bigint; code: string }>(
    tx,
    `select s.premise_id, r.code from readings_route_stops s join readings_routes r on r.id = s.route_id
      where s.municipality_id = ? and s.premise_id = any(?::bigint[])`,
    [municipalityId, premiseIds]
  )
  return new Map(rows.map((row) => [row.premise_id, row.code]))
}
