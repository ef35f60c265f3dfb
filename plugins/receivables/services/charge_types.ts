import { type Tx, query } from '#core/database/index'
import type { Beneficiary, ChargeType } from '../domain/beneficiary.ts'
import { errors } from '../errors.ts'

interface BeneficiaryRow {
  readonly id: bigint
  readonly code: string
  readonly name: string
  readonly taxpayer_id: string | null
  readonly kind: Beneficiary['kind']
  readonly nature: Beneficiary['nature']
  readonly is_severable: boolean
  readonly counts_for_cut: boolean
  readonly counts_for_listing: boolean
}

interface TypeRow {
  readonly code: string
  readonly name: string
  readonly service: ChargeType['service']
  readonly beneficiary_id: bigint
}

/** Beneficiaries of a municipality by id. */
export async function beneficiaries(
  tx: Tx,
  municipalityId: bigint
): Promise<ReadonlyMap<bigint, Beneficiary>> {
  const rows = await query<BeneficiaryRow>(
    tx,
    'select * from receivables_beneficiaries where municipality_id = ? order by id',
    [municipalityId]
  )
  return new Map(rows.map((row) => [row.id, beneficiaryOf(row)]))
}

const beneficiaryOf = (row: BeneficiaryRow): Beneficiary => ({
  id: row.id,
  code: row.code,
  name: row.name,
  taxpayerId: row.taxpayer_id,
  kind: row.kind,
  nature: row.nature,
  isSeverable: row.is_severable,
  countsForCut: row.counts_for_cut,
  countsForListing: row.counts_for_listing,
})

/** Charge types of a municipality by code, each with its beneficiary. */
export async function chargeTypes(
  tx: Tx,
  municipalityId: bigint
): Promise<ReadonlyMap<string, ChargeType>> {
  const known = await beneficiaries(tx, municipalityId)
  const rows = await query<TypeRow>(
    tx,
    'select code, name, service, beneficiary_id from receivables_charge_types where municipality_id = ?',
    [municipalityId]
  )
  return new Map(
    rows.map(({ beneficiary_id: id, ...type }) => [
      type.code,
      { ...type, beneficiary: known.get(id)! },
    ])
  )
}

/** @throws BusinessError E_RECEIVABLES_CHARGE_TYPE */
export function chargeTypeNamed(types: ReadonlyMap<string, ChargeType>, code: string): ChargeType {
  const type = types.get(code)
  if (!type) throw errors.E_RECEIVABLES_CHARGE_TYPE({ code })
  return type
}
