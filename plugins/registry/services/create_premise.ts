import type { CivilDate } from '#core/calendar/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import type { BusinessError } from '#core/kernel/index'
import type { Category, PremiseKind, SewageClass, SpecialKind } from '../domain/premise_facts.ts'
import { errors } from '../errors.ts'
import { checkRange, completeByStreet } from './complete_address.ts'
import { createConnection } from './create_connection.ts'
import { registrationRule } from './registration_rule.ts'
import { nextRegistration } from './registrations.ts'
import { refusingUnknownCodes } from './table_value.ts'
import { setHolder } from './set_holder.ts'
import { requireDueDay } from './due_days.ts'

/** What a premise says of itself besides where it stands and who answers for it. */
export interface PremiseAttributes {
  readonly lot_id?: number | undefined
  readonly lot_number?: string | undefined
  readonly unit_number?: string | undefined
  readonly residents?: number | undefined
  readonly water_outlets?: number | undefined
  readonly built_area?: string | undefined
  readonly property_tax_number?: string | undefined
  readonly has_water_tank?: boolean | undefined
  readonly has_cistern?: boolean | undefined
  readonly has_own_source?: boolean | undefined
  readonly street_pavement?: string | undefined
  readonly sidewalk_pavement?: string | undefined
  readonly special_kind?: SpecialKind | undefined
  readonly building_situation?: string | undefined
  readonly tariff_type?: string | undefined
  readonly collection_frequency?: string | undefined
  readonly waste_profile?: string | undefined
  readonly latitude?: string | undefined
  readonly longitude?: string | undefined
}

export const ATTRIBUTES = [
  ...['lot_id', 'lot_number', 'unit_number', 'residents', 'water_outlets', 'built_area'],
  ...['property_tax_number', 'has_water_tank', 'has_cistern', 'has_own_source', 'street_pavement'],
  ...['sidewalk_pavement', 'special_kind', 'latitude', 'longitude'],
  ...['building_situation', 'tariff_type', 'collection_frequency', 'waste_profile'],
] as readonly (keyof PremiseAttributes)[]

/** As the form gives it: ids are numbers, an absent value is undefined. */
export interface NewPremise extends PremiseAttributes {
  readonly kind: PremiseKind
  readonly parent_id?: number | undefined
  readonly fraction?: string | undefined
  /** A registered street: its name, and the range of the number, stand before what was typed. */
  readonly street_id?: number | undefined
  readonly street?: string | undefined
  readonly number?: string | undefined
  readonly complement?: string | undefined
  readonly district?: string | undefined
  readonly zip_code?: string | undefined
  readonly locality_id: number
  readonly billing_group_id: number
  readonly due_day?: number | undefined
  readonly category?: Category | undefined
  readonly economies?: number | undefined
  readonly holder_id: number
  readonly holder_from: CivilDate
  readonly water_connected_on?: CivilDate | undefined
  readonly sewage_connected_on?: CivilDate | undefined
  readonly sewage_class?: Exclude<SewageClass, 'none'> | undefined
}

export interface CreatedPremise {
  readonly id: bigint
  readonly registrationNumber: string
  readonly address: PlacedAddress
}

interface PlacedAddress {
  readonly street: string
  readonly district: string
  readonly zipCode: string | null
  readonly streetId: bigint | null
  readonly districtId: bigint | null
  /** In Portuguese: the number is outside every range of the street. */
  readonly warning: string | null
}

/** Writes a premise under the next registration number, with economies, holder and connections. Errors: E_REGISTRY_*. */
export async function createPremise(
  tx: Tx,
  municipalityId: bigint,
  given: NewPremise
): Promise<CreatedPremise> {
  await checkReferences(tx, municipalityId, given)
  const rule = await registrationRule(tx, municipalityId, given.holder_from)
  const registrationNumber = await nextRegistration(tx, municipalityId, rule)
  const address = await placeAddress(tx, municipalityId, given)
  const id = await insertPremise(tx, municipalityId, { given, registrationNumber, address })
  if (given.category && given.economies) {
    await query(
      tx,
      `insert into registry_premise_economies (municipality_id, premise_id, category, economies, from_on)
       values (?, ?, ?, ?, ?)`,
      [municipalityId, id, given.category, given.economies, given.holder_from]
    )
  }
  await setHolder(tx, {
    municipalityId,
    premiseId: id,
    customerId: BigInt(given.holder_id),
    from: given.holder_from,
  })
  await connect(tx, municipalityId, { id, given })
  return { id, registrationNumber, address }
}

async function connect(
  tx: Tx,
  municipalityId: bigint,
  { id: premiseId, given }: { id: bigint; given: NewPremise }
): Promise<void> {
  const { water_connected_on: waterOn, sewage_connected_on: sewageOn } = given
  if (waterOn) {
    const water = {
      premiseId,
      service: 'water',
      sewageClass: 'none',
      connectedOn: waterOn,
    } as const
    await createConnection(tx, municipalityId, water)
  }
  if (sewageOn && given.sewage_class) {
    await createConnection(tx, municipalityId, {
      premiseId,
      service: 'sewage',
      sewageClass: given.sewage_class,
      connectedOn: sewageOn,
    })
  }
}

/** The street's name and the range of the number, or what was typed. Errors: E_REGISTRY_ADDRESS_*. */
async function placeAddress(
  tx: Tx,
  municipalityId: bigint,
  given: NewPremise
): Promise<PlacedAddress> {
  const typed = { district: given.district ?? null, zipCode: given.zip_code ?? null }
  if (given.street_id === undefined) {
    const free = { street: given.street!, district: given.district! }
    return { ...typed, ...free, streetId: null, districtId: null, warning: null }
  }
  const found = await completeByStreet(tx, municipalityId, {
    streetId: BigInt(given.street_id),
    number: given.number ?? null,
  })
  await checkRange(tx, municipalityId, found)
  const district = found.district ?? typed.district
  if (district === null) throw errors.E_REGISTRY_ADDRESS_INCOMPLETE({})
  return { ...found, district, zipCode: found.zipCode ?? typed.zipCode }
}

interface Insertion {
  readonly given: NewPremise
  readonly registrationNumber: string
  readonly address: PlacedAddress
}

async function insertPremise(
  tx: Tx,
  municipalityId: bigint,
  { given, registrationNumber, address }: Insertion
): Promise<bigint> {
  const row: Record<string, SqlValue> = {
    municipality_id: municipalityId,
    registration_number: registrationNumber,
    kind: given.kind,
    parent_id: given.parent_id ?? null,
    fraction: given.fraction ?? null,
    street_id: address.streetId,
    street: address.street,
    number: given.number ?? null,
    complement: given.complement ?? null,
    district_id: address.districtId,
    district: address.district,
    zip_code: address.zipCode,
    locality_id: given.locality_id,
    billing_group_id: given.billing_group_id,
    due_day: given.due_day ?? null,
  }
  for (const name of ATTRIBUTES) row[name] = given[name] ?? null
  const names = Object.keys(row)
  const sql = `insert into registry_premises (${names.join(', ')}) values (${names.map(() => '?').join(', ')}) returning id`
  const [inserted] = await refusingUnknownCodes(() =>
    query<{ id: bigint }>(tx, sql, Object.values(row))
  )
  return inserted!.id
}

async function checkReferences(tx: Tx, municipalityId: bigint, given: NewPremise): Promise<void> {
  const checks: readonly [string, number, BusinessError][] = [
    [
      'registry_localities',
      given.locality_id,
      errors.E_REGISTRY_LOCALITY_UNKNOWN({ id: given.locality_id }),
    ],
    [
      'registry_billing_groups',
      given.billing_group_id,
      errors.E_REGISTRY_GROUP_UNKNOWN({ id: given.billing_group_id }),
    ],
  ]
  for (const [table, id, error] of checks) {
    const sql = `select id from ${table} where municipality_id = ? and id = ?`
    const found = await query(tx, sql, [municipalityId, id])
    if (!found.length) throw error
  }
  if (given.due_day !== undefined) {
    const groupId = BigInt(given.billing_group_id)
    await requireDueDay(tx, { municipalityId, groupId }, given.due_day)
  }
  await checkCategory(tx, municipalityId, given.category)
  if (given.lot_id !== undefined) {
    const lots = await query(
      tx,
      'select id from registry_lots where municipality_id = ? and id = ?',
      [municipalityId, given.lot_id]
    )
    if (!lots.length) throw errors.E_REGISTRY_LOT_UNKNOWN({ id: given.lot_id })
  }
  await checkParent(tx, municipalityId, given)
}

async function checkCategory(tx: Tx, municipalityId: bigint, code?: Category): Promise<void> {
  if (code === undefined) return
  const sql = 'select id from registry_categories where municipality_id = ? and code = ?'
  const found = await query(tx, sql, [municipalityId, code])
  if (!found.length) throw errors.E_REGISTRY_CATEGORY_UNKNOWN({ code })
}

async function checkParent(tx: Tx, municipalityId: bigint, given: NewPremise): Promise<void> {
  const { kind, parent_id: parent = null, billing_group_id: group } = given
  if (kind !== 'condominium_child') {
    if (parent !== null) throw errors.E_REGISTRY_PARENT({ kind, parent })
    return
  }
  const masters = await query(
    tx,
    `select id from registry_premises
      where municipality_id = ? and billing_group_id = ? and id = ? and kind = 'condominium_master'`,
    [municipalityId, group, parent]
  )
  if (!masters.length) throw errors.E_REGISTRY_PARENT({ kind, parent })
}
