import { type Tx, query } from '#core/database/index'
import { seesPersonal, type PageContext } from '#core/records/index'
import { registries } from '#core/kernel/index'
import { writeDeliveryAddress } from '../domain/premise_facts.ts'
import { countsText } from '../domain/counts_text.ts'
import {
  ADDRESS_KINDS,
  SEWAGE_CLASSES,
  SITUATIONS,
  SPECIAL_KIND_OPTIONS,
} from '../records/options.ts'
import { waitingBranchOf } from './waiting_branches.ts'
import { connectionParts } from './connection_parts.ts'
import { benefitOf } from './social_benefits.ts'
import { sketchesOf } from './sketches.ts'

interface Head {
  readonly kind: string
  readonly parent_id: bigint | null
  readonly parent_number: string | null
  readonly locality: string
  readonly group_name: string
  readonly due_day: number
  readonly lot: string | null
}

interface ConnectionRow {
  readonly id: bigint
  readonly service: 'water' | 'sewage'
  readonly situation: string
  readonly sewage_class: string
  readonly since: string
  readonly connected_on: string
  readonly remarks: string | null
}

interface ResponsibleRow {
  readonly role: 'holder' | 'owner' | 'tenant'
  readonly customer_id: bigint
  readonly name: string
  readonly taxpayer_id: string | null
  readonly phone: string | null
  readonly from_on: string
  readonly lease_until: string | null
}

const labelIn = (
  options: readonly { readonly value: string; readonly label: string }[],
  wanted: unknown
) => options.find(({ value }) => value === wanted)?.label ?? null

/** What the head of the premise's page says: who, where, what, in which situation, and what may be done. */
export async function loadPremisePage(context: PageContext) {
  const { tx, actor, municipalityId, row } = context
  const [head] = await query<Head>(
    tx,
    `select p.kind, p.parent_id, m.registration_number as parent_number, l.name as locality, g.name as group_name,
            coalesce(p.due_day, g.due_day) as due_day, t.title as lot
       from registry_premises p join registry_localities l on l.id = p.locality_id
       join registry_billing_groups g on g.id = p.billing_group_id
       left join registry_premises m on m.id = p.parent_id
       left join registry_lots t on t.id = p.lot_id
      where p.id = ?`,
    [row.id]
  )
  const [sketch] = await sketchesOf(tx, { municipalityId, premiseId: row.id }, 1)
  const type = registries().records.get('registry.premises')
  return {
    ...head!,
    seesPersonal: seesPersonal(actor, type),
    mayWrite: actor.permissions.has('registry.write'),
    special: labelIn(SPECIAL_KIND_OPTIONS, row.special_kind),
    economies: await economiesText(tx, context),
    connections: await connectionsOf(tx, row.id),
    responsibles: await responsiblesOf(tx, context),
    addresses: await addressesOf(tx, row.id, row.delivery),
    body: await payingBodyOf(tx, context),
    benefit: await benefitOf(tx, row.id, context.today),
    branch: await waitingBranchOf(tx, row.id),
    sketch: sketch ?? null,
  }
}

async function economiesText(tx: Tx, { row, today }: PageContext): Promise<string> {
  const rows = await query<{ category: string; economies: number }>(
    tx,
    `select category, economies from registry_premise_economies
      where premise_id = ? and from_on <= ? and coalesce(until_on, ?) >= ?`,
    [row.id, today, today, today]
  )
  return countsText(Object.fromEntries(rows.map((one) => [one.category, one.economies])))
}

async function connectionsOf(tx: Tx, premiseId: bigint) {
  const rows = await query<ConnectionRow & Readonly<Record<string, unknown>>>(
    tx,
    `select c.*, coalesce(s.from_on, c.connected_on) as since
       from registry_connections c
       left join registry_connection_situations s on s.connection_id = c.id and s.until_on is null
      where c.premise_id = ? order by c.service desc`,
    [premiseId]
  )
  const parts = await connectionParts(tx, rows)
  return rows.map((one, index) => ({
    ...one,
    parts: parts[index]!,
    name: one.service === 'water' ? 'Água' : 'Esgoto',
    state: SITUATIONS.find(({ value }) => value === one.situation)!,
    sewage: one.service === 'sewage' ? labelIn(SEWAGE_CLASSES, one.sewage_class) : null,
  }))
}

const ROLES = { holder: 'Titular', owner: 'Proprietário', tenant: 'Inquilino' } as const

async function responsiblesOf(tx: Tx, { row, today }: PageContext) {
  const rows = await query<ResponsibleRow>(
    tx,
    `select h.role, h.customer_id, c.name, c.taxpayer_id, c.phone, h.from_on, h.lease_until
       from registry_holdings h join registry_customers c on c.id = h.customer_id
      where h.premise_id = ? and h.from_on <= ? and coalesce(h.until_on, ?) >= ?
      order by case h.role when 'holder' then 1 when 'tenant' then 2 else 3 end, h.from_on desc`,
    [row.id, today, today, today]
  )
  return rows.map((one) => ({ ...one, roleName: ROLES[one.role] }))
}

async function addressesOf(tx: Tx, premiseId: bigint, delivery: unknown) {
  type Row = Parameters<typeof writeDeliveryAddress>[0] & {
    readonly kind: string
    readonly is_active: boolean
  }
  const rows = await query<Row>(
    tx,
    `select kind, recipient, street, number, complement, district, city, state, zip_code, is_active
       from registry_premise_addresses where premise_id = ? order by kind`,
    [premiseId]
  )
  return rows.map((one) => ({
    kind: one.kind,
    title: `Endereço ${labelIn(ADDRESS_KINDS, one.kind)!.toLowerCase()}`,
    text: writeDeliveryAddress(one),
    isDelivery: one.kind === delivery,
    isActive: one.is_active,
  }))
}

async function payingBodyOf(tx: Tx, { row, today }: PageContext) {
  const [body] = await query<{ id: bigint; name: string }>(
    tx,
    `select b.id, b.name from registry_paying_body_premises l join registry_paying_bodies b on b.id = l.body_id
      where l.premise_id = ? and l.from_on <= ? and coalesce(l.until_on, ?) >= ?`,
    [row.id, today, today, today]
  )
  return body ?? null
}
