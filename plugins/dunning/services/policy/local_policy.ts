import { type PackSegment, nearestKey } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { placesSql } from '#plugins/registry/api'
import { LOCAL_POLICIES, POLICY_KEY, POLICY_KIND } from '../../configuration/kinds.ts'

interface Asked {
  readonly municipalityId: bigint
  readonly premiseIds: readonly bigint[]
}

const ITEM = { kind: POLICY_KIND, key: POLICY_KEY }
const LOCAL = `${POLICY_KIND}/${LOCAL_POLICIES.slice(0, -1)}`

/** Keys of the policies that a pack holds: the municipality's, and those of places. */
export const policyKeys = ({ lookups }: Pick<PackSegment, 'lookups'>): readonly string[] => [
  POLICY_KEY,
  ...Object.keys(lookups)
    .filter((name) => name.startsWith(LOCAL))
    .map((name) => name.slice(POLICY_KIND.length + 1)),
]

/** The policy that places go by, the nearest of them first. */
export const keyAt = (segment: PackSegment, places: readonly string[]): string =>
  nearestKey(segment, ITEM, places)

/** Where premises stand, the nearest place first. */
export async function placesOfPremises(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, premiseIds }: Asked
): Promise<ReadonlyMap<bigint, readonly string[]>> {
  const rows = await query<{ id: bigint; places: readonly string[] }>(
    tx,
    `select p.id, ${placesSql('p')} as places from registry_premises p
      where p.municipality_id = ? and p.id = any(?::bigint[])`,
    [municipalityId, premiseIds]
  )
  return new Map(rows.map(({ id, places }) => [id, places]))
}

/** Which policy of a pack each premise goes by. Without policies of places nothing is asked of the database. */
export async function policyOfPremises(
  tx: Tx,
  segment: PackSegment,
  asked: Asked
): Promise<(premiseId: bigint) => string> {
  if (policyKeys(segment).length === 1) return () => POLICY_KEY
  const places = await placesOfPremises(tx, asked)
  return (id) => keyAt(segment, places.get(id) ?? [])
}

/** Premises by the policy that they go by. */
export async function premisesByPolicy(
  tx: Tx,
  segment: PackSegment,
  asked: Asked
): Promise<ReadonlyMap<string, readonly bigint[]>> {
  const keyOf = await policyOfPremises(tx, segment, asked)
  return Map.groupBy(asked.premiseIds, keyOf)
}
