import { type Tx, canonicalJson, query } from '#core/database/index'
import { type ChargeType, chargeTypes } from '#plugins/receivables/api'
import type { ChargeOwner } from '../domain/compose_types.ts'
import type { OwnerKind } from '../domain/invoice_line.ts'

type StoredOwners = Readonly<
  Record<string, { readonly beneficiary: string; readonly kind: OwnerKind }>
>

/** Whose each charge type is today, as a run freezes it: a change of the registry never reaches what was billed. */
export async function ownersNow(tx: Tx, municipalityId: bigint): Promise<string> {
  return ownersText(await chargeTypes(tx, municipalityId))
}

function ownersText(types: ReadonlyMap<string, Pick<ChargeType, 'beneficiary'>>): string {
  const owners = [...types].map(([code, { beneficiary }]) => [
    code,
    { beneficiary: beneficiary.id, kind: beneficiary.kind },
  ])
  return canonicalJson(Object.fromEntries(owners))
}

/** Whose each charge type was when the run was opened. */
export async function ownersOfRun(
  tx: Tx,
  runId: bigint
): Promise<ReadonlyMap<string, ChargeOwner>> {
  const [row] = await query<{ charge_owners: string }>(
    tx,
    'select charge_owners from billing_runs where id = ?',
    [runId]
  )
  return parseOwners(row!.charge_owners)
}

/** The owners that a run keeps, by charge type. */
export function parseOwners(text: string): ReadonlyMap<string, ChargeOwner> {
  return new Map(
    Object.entries(JSON.parse(text) as StoredOwners).map(([code, { beneficiary, kind }]) => [
      code,
      { id: BigInt(beneficiary), kind },
    ])
  )
}
