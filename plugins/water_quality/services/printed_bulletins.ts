import { type CivilDate, addRefMonths, monthOf } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { PrintedQuality } from '#plugins/billing/api'
import { PRINTED_MONTHS } from '../configuration/parameters.ts'

interface Supplied {
  readonly premise_id: bigint
  readonly system_id: bigint
}

interface Published {
  readonly id: bigint
  readonly system_id: bigint
  readonly system: string
  readonly source: string | null
  readonly reference: string
  readonly conclusion: string
}

interface Asked {
  readonly municipalityId: bigint
  readonly premiseIds: readonly bigint[]
  readonly issuedOn: CivilDate
}

/**
 * What the bills of some premises tell of their water: the newest published bulletin of the system that supplies each, the
 * neighbourhood's before the locality's. Premises without one are left out.
 */
export async function printedBulletins(
  tx: Tx,
  asked: Asked
): Promise<ReadonlyMap<bigint, PrintedQuality>> {
  const supplied = await suppliedBy(tx, asked)
  if (supplied.length === 0) return new Map()
  const bulletins = await publishedOf(tx, asked, [...new Set(supplied.map((one) => one.system_id))])
  return new Map(
    supplied.flatMap(({ premise_id: premise, system_id: system }) => {
      const told = bulletins.get(system)
      return told ? [[premise, told] as const] : []
    })
  )
}

const suppliedBy = (tx: Tx, { municipalityId, premiseIds }: Asked): Promise<Supplied[]> =>
  query<Supplied>(
    tx,
    `select p.id as premise_id, s.system_id
       from registry_premises p
       join lateral (
         select u.system_id from water_quality_supplied u
          where u.municipality_id = p.municipality_id and u.locality_id = p.locality_id
            and (u.district_id is null or u.district_id = p.district_id)
          order by u.district_id nulls last limit 1) s on true
      where p.municipality_id = ? and p.id = any(?::bigint[])`,
    [municipalityId, premiseIds]
  )

async function publishedOf(
  tx: Tx,
  { municipalityId, issuedOn }: Asked,
  systems: readonly bigint[]
): Promise<ReadonlyMap<bigint, PrintedQuality>> {
  const months = await parameterWithin<number>(tx, {
    ...{ key: PRINTED_MONTHS, municipalityId, date: issuedOn },
  })
  const month = monthOf(issuedOn)
  const published = await query<Published>(
    tx,
    `select distinct on (b.system_id) b.id, b.system_id, s.name as system, s.source, b.reference, b.conclusion
       from water_quality_bulletins b join water_quality_systems s on s.id = b.system_id
      where b.municipality_id = ? and b.system_id = any(?::bigint[]) and b.state = 'published' and b.reference between ? and ?
      order by b.system_id, b.reference desc`,
    [municipalityId, systems, addRefMonths(month, -months), month]
  )
  const results = await query<PrintedQuality['parameters'][number] & { bulletin_id: bigint }>(
    tx,
    `select r.bulletin_id, p.title as name, p.limit_text as "limit", r.required, r.analysed, r.conforming, r.average
       from water_quality_results r
       join water_quality_parameters p on p.municipality_id = r.municipality_id and p.code = r.parameter
      where r.bulletin_id = any(?::bigint[]) order by p.position, p.id`,
    [published.map(({ id }) => id)]
  )
  return new Map(
    published.map(({ id, system_id: systemId, ...told }) => [
      systemId,
      {
        ...told,
        parameters: results
          .filter((one) => one.bulletin_id === id)
          .map(({ bulletin_id: _, ...parameter }) => parameter),
      },
    ])
  )
}
