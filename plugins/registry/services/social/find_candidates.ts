import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ImportPolicy } from '../../domain/social_import.ts'

export interface FamilyRange {
  readonly from: number
  readonly to: number
}

export interface Searching {
  readonly municipalityId: bigint
  readonly fileId: bigint
  /** Holders and tenants of this day. */
  readonly on: CivilDate
  readonly policy: ImportPolicy
  /** Highest income of each person. */
  readonly incomeCents: bigint
}

const RANGE = 'file_id = ? and number between ? and ?'
const HUNDRED = 100
const name = (column: string) => `registry_match_name(coalesce(${column}, ''))`
const digits = (column: string) => `regexp_replace(coalesce(${column}, ''), '\\D', '', 'g')`

/** Number and street agree, and the postal code or the district where the file says one. */
const SAME_ADDRESS = `${digits('f.house_number')} = ${digits('p.number')}
  and similarity(registry_social_street(f.street), registry_social_street(p.street)) >= ?
  and (f.zip_code = p.zip_code or similarity(${name('f.district')}, ${name('p.district')}) >= ?
       or (f.zip_code is null and f.district is null))`

/** Whom the documents of a family name: by CPF, or by the NIS of a benefit that somebody had. */
const PEOPLE = `
  select m.id as family_id, c.id as customer_id, 'cpf' as found_by
    from mine m cross join lateral unnest(m.cpfs) d (cpf)
    join registry_customers c on c.municipality_id = ? and c.taxpayer_id = d.cpf and c.merged_into_id is null
  union
  select m.id, b.customer_id, 'nis'
    from mine m cross join lateral unnest(m.nis) n (nis)
    join registry_social_benefits b on b.municipality_id = ? and b.programme_number = n.nis`

/**
 * The units where somebody of each family answers or rents, of a range of lines; those over the income of the law are set
 * apart first. Some statements, whatever the number of families; done again, it finds the same.
 */
export async function findCandidates(
  tx: Tx,
  { municipalityId, fileId, on, policy, incomeCents }: Searching,
  { from, to }: FamilyRange
): Promise<{ readonly families: number; readonly rejected: number }> {
  const range = [fileId, from, to]
  await query(
    tx,
    `update registry_social_families set fate = 'unfit', reason = 'A renda por pessoa passa do limite'
      where ${RANGE} and fate = 'waiting' and income_cents > ?`,
    [...range, incomeCents]
  )
  const least = policy.least_similarity / HUNDRED
  await query(
    tx,
    `with mine as materialized (select * from registry_social_families where ${RANGE} and fate = 'waiting'),
          people as materialized (${PEOPLE})
     insert into registry_social_candidates (municipality_id, family_id, premise_id, customer_id, found_by, is_same_address)
     select distinct on (f.id, p.id) f.municipality_id, f.id, p.id, o.customer_id, o.found_by, ${SAME_ADDRESS}
       from people o
       join mine f on f.id = o.family_id
       join registry_holdings h on h.municipality_id = f.municipality_id and h.customer_id = o.customer_id
        and h.role in ('holder', 'tenant') and h.from_on <= ? and coalesce(h.until_on, ?) >= ?
       join registry_premises p on p.id = h.premise_id and p.status = 'active'
      where not exists (select from registry_social_refusals r where r.municipality_id = f.municipality_id
              and r.premise_id = p.id and r.digest = ${DIGEST})
      order by f.id, p.id, o.found_by, (h.role = 'holder') desc, o.customer_id
     on conflict on constraint registry_social_candidates_once do nothing`,
    [...range, municipalityId, municipalityId, least, least, on, on, on]
  )
  const [counted] = await query<{ families: number; rejected: number }>(
    tx,
    `select count(*)::int as families, (count(*) filter (where fate = 'rejected'))::int as rejected
       from registry_social_families where ${RANGE}`,
    range
  )
  return counted!
}

/** What is left of a family that was said to be no match, of the alias `f`. */
export const DIGEST = `encode(sha256(convert_to(f.municipality_id || '/' || f.family_code, 'UTF8')), 'hex')`
