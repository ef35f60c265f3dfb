import { type CivilDate, parts } from '#core/calendar/index'
import { type Tx, canonicalJson, query } from '#core/database/index'
import { registeredHolidays } from '#core/holidays/index'
import { type ChargeType, chargeTypes } from '#plugins/receivables/api'
import type { ChargeOwner } from '../../domain/compose_types.ts'
import type { OwnerKind } from '../../domain/invoice_line.ts'

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

/** What a run froze of the registries when it was opened. */
export interface Frozen {
  /** Whose each charge type was. */
  readonly owners: ReadonlyMap<string, ChargeOwner>
  /** Local days on which the banks do not open. */
  readonly bankHolidays: readonly CivilDate[]
}

export interface FrozenText {
  readonly charge_owners: string
  readonly bank_holidays: string
}

export async function frozenOfRun(tx: Tx, runId: bigint): Promise<Frozen> {
  const [row] = await query<FrozenText>(
    tx,
    'select charge_owners, bank_holidays from billing_runs where id = ?',
    [runId]
  )
  return parseFrozen(row!)
}

export const parseFrozen = ({
  charge_owners: owners,
  bank_holidays: days,
}: FrozenText): Frozen => ({
  owners: parseOwners(owners),
  bankHolidays: JSON.parse(days) as CivilDate[],
})

/** The bank holidays that the municipality registered for the year of issue and the next, as a run freezes them. */
export async function holidaysNow(
  tx: Tx,
  municipalityId: bigint,
  issuedOn: CivilDate
): Promise<string> {
  const { year } = parts(issuedOn)
  const wanted = { municipalityId, kind: 'bank', firstYear: year, lastYear: year + 1 } as const
  const days = await registeredHolidays(tx, wanted)
  return canonicalJson([...new Set(days)].sort())
}

/** The owners that a run keeps, by charge type. */
function parseOwners(text: string): ReadonlyMap<string, ChargeOwner> {
  return new Map(
    Object.entries(JSON.parse(text) as StoredOwners).map(([code, { beneficiary, kind }]) => [
      code,
      { id: BigInt(beneficiary), kind },
    ])
  )
}
