import type { DuplicatePolicy } from '../domain/duplicate_policy.ts'

/**
 * Score of the pair (a, b) from 0 to 100, and the codes of what they have in common. Weights are numbers of the
 * parameter, checked by its schema.
 */
export function scoreSql(policy: DuplicatePolicy): {
  readonly score: string
  readonly reasons: string
} {
  const least = policy.least_similarity / 100
  const name = 'similarity(a.match_name, b.match_name)'
  const mother = 'coalesce(similarity(a.match_mother, b.match_mother), 0)'
  const address = 'coalesce(similarity(a.match_address, b.match_address), 0)'
  const conditions: readonly (readonly [string, number, string, string])[] = [
    ['taxpayer', policy.taxpayer, 'a.taxpayer_id = b.taxpayer_id', '1'],
    ['name', policy.name, `${name} >= ${least}`, name],
    ['birth', policy.birth, 'a.birth_on = b.birth_on', '1'],
    ['mother', policy.mother, `${mother} >= 0.6`, mother],
    ['address', policy.address, `${address} >= 0.7`, address],
    ['phone', policy.phone, 'a.phone = b.phone', '1'],
    ['different_taxpayer', -policy.different_taxpayer, 'a.taxpayer_id <> b.taxpayer_id', '1'],
  ]
  const points = conditions.map(
    ([, weight, when, share]) => `case when ${when} then ${weight} * ${share} else 0 end`
  )
  const codes = conditions.map(([code, , when]) => `case when ${when} then '${code}' end`)
  return {
    score: `round(greatest(0, least(100, ${points.join(' + ')}))::numeric, 1)`,
    reasons: `array_remove(array[${codes.join(', ')}], null)`,
  }
}

/** Blocks of more customers than this (a telephone of a whole street, a name that thousands have) compare nobody. */
export const LARGEST_BLOCK = 30

const LIVING = 'merged_into_id is null'

/** Pairs of a range of customers that share a blocking key; `a` is always the one with the lower id. */
export const CANDIDATES = `
  with mine as (
    select id, municipality_id, taxpayer_id, phone, match_name, match_ends, birth_on from registry_customers
     where municipality_id = ? and id between ? and ? and ${LIVING}
  ), pairs as (
    select m.id as first_id, o.id as second_id from mine m join lateral (
      select id from registry_customers o where o.municipality_id = m.municipality_id and o.taxpayer_id = m.taxpayer_id
         and o.id > m.id and ${LIVING} limit ${LARGEST_BLOCK}) o on true where m.taxpayer_id is not null
    union
    select m.id, o.id from mine m join lateral (
      select id from registry_customers o where o.municipality_id = m.municipality_id and o.match_name = m.match_name
         and o.id > m.id and ${LIVING} limit ${LARGEST_BLOCK}) o on true
    union
    select m.id, o.id from mine m join lateral (
      select id from registry_customers o where o.municipality_id = m.municipality_id and o.birth_on = m.birth_on
         and o.id > m.id and ${LIVING} limit ${LARGEST_BLOCK}) o on true where m.birth_on is not null
    union
    select m.id, o.id from mine m join lateral (
      select id from registry_customers o where o.municipality_id = m.municipality_id and o.phone = m.phone
         and o.id > m.id and ${LIVING} limit ${LARGEST_BLOCK}) o on true where m.phone is not null
  )`
