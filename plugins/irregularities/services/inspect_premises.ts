import { type CivilDate, monthOf, nextMonth } from '#core/calendar/index'
import type { Pack } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { consumptionHistory } from '#plugins/readings/api'
import { INSPECTIONS, type InspectionTerms } from '../configuration/parameters.ts'
import { inspectionDecision } from '../decisions/inspection.ts'
import { consumptionFacts } from '../domain/inspection_facts.ts'

/** Premises by id: after one, until another. */
export interface Span {
  readonly after: bigint
  readonly until: bigint
}

interface Row {
  readonly id: bigint
  readonly registration_number: string
  readonly situation: string
  readonly days_in_situation: number
  readonly category: string | null
  readonly days_since_inspection: number | null
  /** Service types of its open orders. */
  readonly open: readonly string[]
}

/** A premise that meets a criterion. */
export interface ToInspect {
  readonly premiseId: bigint
  readonly registration: string
  readonly service: string
  readonly reason: string
  readonly isOpen: boolean
}

interface Inspecting {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly pack: Pack
}

/** Asks the criteria in force of every premise with water in a span: two queries, then rules in memory. */
export async function inspectPremises(
  tx: Tx,
  { municipalityId, on, pack }: Inspecting,
  span: Span
): Promise<{ readonly examined: number; readonly found: readonly ToInspect[] }> {
  const rows = await premisesOf(tx, { municipalityId, on }, span)
  const ids = rows.map(({ id }) => id)
  const history = await consumptionHistory(tx, municipalityId, ids, nextMonth(monthOf(on)))
  const segment = pack.at(on)
  const terms = segment.parameter<InspectionTerms>(INSPECTIONS)
  const rules = segment.ruleset(inspectionDecision.name)
  const found = rows.flatMap((row): ToInspect[] => {
    const facts = {
      ...{ today: on, situation: row.situation, category: row.category, ...terms },
      days_in_situation: Math.max(0, row.days_in_situation),
      days_since_inspection: row.days_since_inspection,
      ...consumptionFacts(history.get(row.id) ?? []),
    }
    const { outcome } = rules.evaluate(facts, segment.lookups)
    const { service, reason } = outcome as unknown as { service: string | null; reason: string }
    if (service === null) return []
    const { id: premiseId, registration_number: registration } = row
    return [{ premiseId, registration, service, reason, isOpen: row.open.includes(service) }]
  })
  return { examined: rows.length, found }
}

function premisesOf(
  tx: Tx,
  { municipalityId, on }: Pick<Inspecting, 'municipalityId' | 'on'>,
  { after, until }: Span
): Promise<Row[]> {
  return query<Row>(
    tx,
    `select p.id, p.registration_number, c.situation, (?::date - coalesce(s.from_on, c.connected_on)) as days_in_situation,
            e.category, i.days as days_since_inspection, coalesce(i.open, '{}') as open
       from registry_premises p
       join registry_connections c on c.premise_id = p.id and c.service = 'water'
       left join registry_connection_situations s on s.municipality_id = p.municipality_id and s.connection_id = c.id
        and s.until_on is null and s.situation = c.situation
       left join lateral (
         select category from registry_premise_economies
          where municipality_id = p.municipality_id and premise_id = p.id and until_on is null
          order by economies desc, category limit 1) e on true
       left join lateral (
         select (?::date - max(o.executed_on) filter (where t.kind = 'inspection')) as days,
                array_agg(o.service_type) filter (where o.state = 'open') as open
           from services_orders o
           join services_types t on t.municipality_id = o.municipality_id and t.code = o.service_type
          where o.municipality_id = p.municipality_id and o.premise_id = p.id) i on true
      where p.municipality_id = ? and p.id > ? and p.id <= ? order by p.id`,
    [on, on, municipalityId, after, until]
  )
}
