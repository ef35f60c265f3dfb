import type { CivilDate } from '#core/calendar/index'
import { nearestInForce, parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { placesSql } from '#plugins/registry/api'
import { POLICY } from '../configuration/parameters.ts'
import type { Policy } from '../domain/policy.ts'

/** A policy with the version that says it; null: the default that nobody has written yet. */
export interface StatedPolicy {
  readonly policy: Policy
  readonly versionId: bigint | null
}

interface Asked {
  readonly municipalityId: bigint
  readonly date: CivilDate
}

/** The policy in force on a day where a premise stands: of its locality, of the agency that serves it, or the municipality's. */
export async function policyOn(
  tx: Tx,
  { municipalityId, premiseId, date }: Asked & { readonly premiseId: bigint }
): Promise<StatedPolicy> {
  const [row] = await query<{ places: string[] }>(
    tx,
    `select ${placesSql('p')} as places from registry_premises p where p.municipality_id = ? and p.id = ?`,
    [municipalityId, premiseId]
  )
  return policyAt(tx, { municipalityId, date, places: row?.places ?? [] })
}

/** The same of the places themselves, the nearest first. */
export async function policyAt(
  tx: Tx,
  { municipalityId, date, places }: Asked & { readonly places: readonly string[] }
): Promise<StatedPolicy> {
  const item = { kind: 'parameter', key: POLICY, municipalityId, places }
  const version = await nearestInForce(tx, item, date)
  return {
    policy: version
      ? (version.content as unknown as { readonly value: Policy }).value
      : await parameterWithin<Policy>(tx, { key: POLICY, municipalityId, date }),
    versionId: version?.id ?? null,
  }
}
