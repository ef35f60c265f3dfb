import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { BusinessError } from '#core/kernel/index'
import type { Category, PremiseKind, SewageClass } from '../domain/premise_facts.ts'
import { errors } from '../errors.ts'
import { createConnection } from './create_connection.ts'
import { registrationRule } from './registration_rule.ts'
import { nextRegistration } from './registrations.ts'
import { setHolder } from './set_holder.ts'

/** As the form gives it: ids are numbers, an absent value is undefined. */
export interface NewPremise {
  readonly kind: PremiseKind
  readonly parent_id?: number | undefined
  readonly fraction?: string | undefined
  readonly street: string
  readonly number?: string | undefined
  readonly complement?: string | undefined
  readonly district: string
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
  const id = await insertPremise(tx, municipalityId, { ...given, registrationNumber })
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
  return { id, registrationNumber }
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

async function insertPremise(
  tx: Tx,
  municipalityId: bigint,
  given: NewPremise & { readonly registrationNumber: string }
): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into registry_premises
       (municipality_id, registration_number, kind, parent_id, fraction, street, number, complement, district, zip_code,
        locality_id, billing_group_id, due_day)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      municipalityId,
      given.registrationNumber,
      given.kind,
      given.parent_id ?? null,
      given.fraction ?? null,
      given.street,
      given.number ?? null,
      given.complement ?? null,
      given.district,
      given.zip_code ?? null,
      given.locality_id,
      given.billing_group_id,
      given.due_day ?? null,
    ]
  )
  return row!.id
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
  await checkCategory(tx, municipalityId, given.category)
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
