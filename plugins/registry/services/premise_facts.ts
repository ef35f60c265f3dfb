import type { CivilDate } from '#core/calendar/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import {
  type ConnectionSituation,
  type PremiseEconomies,
  type PremiseFacts,
  type PremiseKind,
  type SewageClass,
  CATEGORIES,
  writeAddress,
  writeDeliveryAddress,
} from '../domain/premise_facts.ts'

export interface FactsOfGroup {
  readonly municipalityId: bigint
  readonly billingGroupId: bigint
  /** Economies and holders are those of this date; connections and addresses are as they stand. */
  readonly on: CivilDate
}

/** Premises of a billing group in order of id: one query per table, whatever their number. */
export function premiseFacts(tx: Tx, group: FactsOfGroup): Promise<PremiseFacts[]> {
  return gather(tx, {
    where: 'p.municipality_id = ? and p.billing_group_id = ?',
    bindings: [group.municipalityId, group.billingGroupId],
    on: group.on,
  })
}

/** The same for premises named by id; an id of another municipality is not found. */
export async function premiseFactsByIds(
  tx: Tx,
  municipalityId: bigint,
  ids: readonly bigint[],
  on: CivilDate
): Promise<PremiseFacts[]> {
  if (ids.length === 0) return []
  return gather(tx, {
    where: 'p.municipality_id = ? and p.id = any(?::bigint[])',
    bindings: [municipalityId, [...ids]],
    on,
  })
}

interface Selection {
  readonly where: string
  readonly bindings: readonly SqlValue[]
  readonly on: CivilDate
}

interface PremiseRow {
  readonly id: bigint
  readonly registration_number: string
  readonly kind: PremiseKind
  readonly parent_id: bigint | null
  readonly fraction: string | null
  readonly street: string
  readonly number: string | null
  readonly complement: string | null
  readonly district: string
  readonly zip_code: string | null
  readonly tariff_type: string
  readonly water_outlets: number | null
  readonly collection_frequency: string | null
  readonly waste_profile: string | null
  readonly billing_group_id: bigint
  readonly due_day: number
}

interface ConnectionRow {
  readonly premise_id: bigint
  readonly service: 'water' | 'sewage'
  readonly situation: ConnectionSituation
  readonly sewage_class: SewageClass
}

interface HolderRow {
  readonly premise_id: bigint
  readonly customer_id: bigint
  readonly name: string
  readonly taxpayer_id: string | null
}

type DeliveryRow = Parameters<typeof writeDeliveryAddress>[0] & { readonly premise_id: bigint }

type EconomiesRow = PremiseEconomies & { readonly premise_id: bigint }

async function gather(tx: Tx, { where, bindings, on }: Selection): Promise<PremiseFacts[]> {
  const from = (table: string) => `from registry_premises p join ${table} t on t.premise_id = p.id`
  const dated = 't.from_on <= ? and coalesce(t.until_on, ?) >= ?'
  const premises = await query<PremiseRow>(
    tx,
    `select p.id, p.registration_number, p.kind, p.parent_id, p.fraction, p.street, p.number, p.complement, p.district,
            p.zip_code, p.water_outlets, p.collection_frequency, p.waste_profile, case when exists (
              select from registry_social_benefits b where b.premise_id = p.id and b.from_on <= ?
                 and b.last_on >= ?) then 'social'
            else coalesce(p.tariff_type, 'normal') end as tariff_type, p.billing_group_id, coalesce(p.due_day, g.due_day) as due_day
       from registry_premises p join registry_billing_groups g on g.id = p.billing_group_id
      where ${where} order by p.id`,
    [on, on, ...bindings]
  )
  const connections = await query<ConnectionRow>(
    tx,
    `select t.premise_id, t.service, t.situation, t.sewage_class ${from('registry_connections')} where ${where}`,
    bindings
  )
  const economies = await query<EconomiesRow>(
    tx,
    `select t.premise_id, t.category, t.economies ${from('registry_premise_economies')} where ${where} and ${dated}`,
    [...bindings, on, on, on]
  )
  const holders = await query<HolderRow>(
    tx,
    `select t.premise_id, t.customer_id, c.name, c.taxpayer_id ${from('registry_holdings')}
       join registry_customers c on c.id = t.customer_id
      where ${where} and t.role = 'holder' and ${dated}`,
    [...bindings, on, on, on]
  )
  const deliveries = await query<DeliveryRow>(
    tx,
    `select t.premise_id, t.recipient, t.street, t.number, t.complement, t.district, t.city, t.state, t.zip_code
       ${from('registry_premise_addresses')} where ${where} and t.kind = p.delivery`,
    bindings
  )
  const parts = {
    deliveries: new Map(deliveries.map((row) => [row.premise_id, writeDeliveryAddress(row)])),
    economies: Map.groupBy(economies, (row) => row.premise_id),
    connections: Map.groupBy(connections, (row) => row.premise_id),
    holders: new Map(holders.map((row) => [row.premise_id, row])),
  }
  return premises.map((premise) => factsOf(premise, parts))
}

interface Parts {
  readonly economies: ReadonlyMap<bigint, EconomiesRow[]>
  readonly connections: ReadonlyMap<bigint, ConnectionRow[]>
  readonly holders: ReadonlyMap<bigint, HolderRow>
  readonly deliveries: ReadonlyMap<bigint, string>
}

function factsOf(premise: PremiseRow, parts: Parts): PremiseFacts {
  const connections = parts.connections.get(premise.id) ?? []
  const sewage = connections.find(({ service }) => service === 'sewage')
  const holder = parts.holders.get(premise.id)
  return {
    premiseId: premise.id,
    setKey: premise.parent_id ?? premise.id,
    registrationNumber: premise.registration_number,
    kind: premise.kind,
    parentId: premise.parent_id,
    fraction: premise.fraction,
    economies: inOrder(parts.economies.get(premise.id) ?? []),
    water: connections.find(({ service }) => service === 'water')?.situation ?? null,
    sewage: sewage ? { situation: sewage.situation, class: sewage.sewage_class } : null,
    holderId: holder?.customer_id ?? null,
    holderName: holder?.name ?? null,
    taxpayerId: holder?.taxpayer_id ?? null,
    address: writeAddress(premise),
    district: premise.district,
    zipCode: premise.zip_code,
    deliveryAddress: parts.deliveries.get(premise.id) ?? null,
    tariffType: premise.tariff_type,
    taps: premise.water_outlets,
    collectionFrequency: premise.collection_frequency,
    wasteProfile: premise.waste_profile,
    billingGroupId: premise.billing_group_id,
    dueDay: premise.due_day,
  }
}

function placeOf(category: string): number {
  const place = CATEGORIES.indexOf(category)
  return place < 0 ? CATEGORIES.length : place
}

function inOrder(rows: readonly EconomiesRow[]): PremiseEconomies[] {
  return rows
    .map(({ category, economies }) => ({ category, economies }))
    .sort((a, b) => placeOf(a.category) - placeOf(b.category) || (a.category < b.category ? -1 : 1))
}
