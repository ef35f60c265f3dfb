import { todayIn } from '#core/access/index'
import { type CivilDate, addMonths } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'

export const POPULATION_POLICY = 'registry.population'

/** Content of parameter `registry.population`. */
export interface PopulationPolicy {
  /** Months in which a mark of a household without residents counts as updated. */
  readonly update_months: number
  /** IBGE: households of occasional use or vacant, in hundredths of the whole; null: not informed. */
  readonly seasonality_percent: string | null
  /** IBGE: urban share of the households, in hundredths; null: not informed. */
  readonly urban_percent: string | null
}

export const DEFAULT_POPULATION_POLICY: PopulationPolicy = {
  update_months: 24,
  seasonality_percent: null,
  urban_percent: null,
}

type Reader = Pick<Tx, 'rawQuery'>
type Level = 1 | 2 | 3

export interface Population {
  readonly policy: PopulationPolicy
  /** Residential economies served. */
  readonly residential: number
  /** Of those, marked as without residents within the update period. */
  readonly vacant: number
  /** Marks older than the update period. */
  readonly stale: number
  /** Residential economies that enter the population. */
  readonly base: number
  readonly vacancyLevel: Level
  readonly urban: number
  readonly rural: number
  readonly unmarked: number
  readonly areaLevel: Level
}

interface Counts {
  readonly residential: number
  readonly vacant: number
  readonly stale: number
}

/** What the population served is counted from, and the levels of practices AC-065 and AC-066 (Projeto Acertar). */
export async function population(reader: Reader, municipalityId: bigint): Promise<Population> {
  const on = await todayIn(reader, municipalityId)
  const asked = { key: POPULATION_POLICY, municipalityId, date: on }
  const policy = await parameterWithin<PopulationPolicy>(reader, asked)
  const since = addMonths(on, -policy.update_months)
  const counts = await households(reader, municipalityId, { on, since })
  const [area] = await query<{ urban: number; rural: number; unmarked: number }>(
    reader,
    `select count(*) filter (where area = 'urban')::int as urban, count(*) filter (where area = 'rural')::int as rural,
            count(*) filter (where area is null)::int as unmarked
       from registry_premises where municipality_id = ? and status = 'active'`,
    [municipalityId]
  )
  return {
    ...counts,
    ...area!,
    policy,
    base: counts.residential - counts.vacant,
    vacancyLevel: vacancyLevel(counts, policy),
    areaLevel: areaLevel(area!, policy),
  }
}

async function households(
  reader: Reader,
  municipalityId: bigint,
  { on, since }: { readonly on: CivilDate; readonly since: CivilDate }
): Promise<Counts> {
  const [row] = await query<Counts>(
    reader,
    `with homes as (
       select e.premise_id, sum(e.economies)::int as n from registry_premise_economies e
         join registry_premises p on p.id = e.premise_id and p.status = 'active'
        where e.municipality_id = ? and e.category = 'RES' and e.from_on <= ? and coalesce(e.until_on, ?) >= ?
          and exists (select from registry_connections c where c.premise_id = e.premise_id and c.situation = 'active')
        group by e.premise_id),
     marks as (
       select v.premise_id, sum(v.economies) filter (where v.marked_on >= ?)::int as fresh,
              sum(v.economies) filter (where v.marked_on < ?)::int as old
         from registry_vacancies v where v.municipality_id = ? and v.ended_on is null group by v.premise_id)
     select coalesce(sum(h.n), 0)::int as residential,
            coalesce(sum(least(h.n, coalesce(m.fresh, 0))), 0)::int as vacant, coalesce(sum(m.old), 0)::int as stale
       from homes h left join marks m on m.premise_id = h.premise_id`,
    [municipalityId, on, on, on, since, since, municipalityId]
  )
  return row!
}

/** 3: marks, all within the update period; 2: older marks, or only the rate of the IBGE; 1: nothing. */
function vacancyLevel({ vacant, stale }: Counts, { seasonality_percent: rate }: PopulationPolicy) {
  if (vacant > 0 && stale === 0) return 3
  return vacant > 0 || stale > 0 || rate !== null ? 2 : 1
}

interface Areas {
  readonly urban: number
  readonly rural: number
  readonly unmarked: number
}

/** 3: every unit marked; 2: some, or only the share of the IBGE; 1: nothing. */
function areaLevel({ urban, rural, unmarked }: Areas, { urban_percent: share }: PopulationPolicy) {
  const marked = urban + rural
  if (marked > 0 && unmarked === 0) return 3
  return marked > 0 || share !== null ? 2 : 1
}
