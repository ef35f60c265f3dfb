import { type CopyValue, type Tx, copyRows, query, takeIds } from '#core/database/index'
import { registrationRule, takeRegistrations } from '#plugins/registry/api'
import type { DemoCustomer, DemoGroup, DemoPremise } from '../generator/blueprint.ts'
import { AGENCIES, LOCALITIES } from '../generator/places.ts'
import type { DemoContext, DemoPart } from '../part.ts'
import { placePremises, writeDeliveryAddresses, writePayingBodies } from './places.ts'

/**
 * One billing group per chunk: its customers, premises, places, economies, connections and holdings, by COPY. Premises and
 * connections stand in temporary tables until they are whole: each enters the indexes of its table once.
 */
const part: DemoPart = {
  name: 'registry',
  title: 'Cadastro: clientes, imóveis, logradouros e ligações',
  chunks: ({ groupCount }) => groupCount,
  async run(tx, context, chunk) {
    const group = context.groupOf(chunk)
    const localities = await writeLocalities(tx, context)
    const groupId = await writeGroup(tx, context, group)
    const customers = await writeCustomers(tx, context, group.customers)
    for (const sql of DRAFTS) await tx.rawQuery(sql)
    const premises = await draftPremises(tx, context, { group, groupId, localities })
    await draftEconomies(tx, context, premises)
    await draftConnections(tx, context, premises)
    await placePremises(tx, context, groupId, chunk === 0)
    for (const sql of WHOLE) await tx.rawQuery(sql)
    await writeDeliveryAddresses(tx)
    await writeHoldings(tx, context, { premises, customers })
    if (!context.plan.isSmall) await query(tx, LEASES, [context.plan.asOf, groupId])
    if (chunk === context.groupCount - 1) await writePayingBodies(tx, context)
  },
}

/** Who rents has a contract of two and a half years from a day on, the last of them still running; most papers have a number. */
const LEASES = `insert into registry_leases (municipality_id, premise_id, customer_id, number, from_on, until_on, first_until_on,
    is_responsible, status, created_at, created_by)
  select h.municipality_id, h.premise_id, h.customer_id,
         case when h.id % 5 > 0 then (h.id * 37 % 900 + 100) || '/' || extract(year from h.from_on) end, h.from_on, u.until_on, u.until_on, true, 'running', now(), 'Demonstração'
    from registry_holdings h join registry_premises p on p.id = h.premise_id
   cross join lateral (select (?::date + 30 + (h.id % 800)::integer) as until_on) u
   where p.billing_group_id = ? and h.role = 'tenant' and h.until_on is null`

const ECONOMY_COLUMNS = ['municipality_id', 'premise_id', 'category', 'economies', 'from_on']
const CONNECTION_COLUMNS = [
  ...['municipality_id', 'premise_id', 'registration_number', 'service', 'situation'],
  ...['sewage_class', 'connected_on', 'network', 'water_branch_diameter', 'sewage_branch_diameter'],
  ...['branch_material', 'riser_position', 'riser_type', 'riser_diameter', 'riser_material'],
]

const DRAFTS = [
  'create temporary table demo_premises (like registry_premises including defaults) on commit drop',
  `create temporary table demo_economies on commit drop as
     select ${ECONOMY_COLUMNS.join(', ')} from registry_premise_economies with no data`,
  `create temporary table demo_connections on commit drop as
     select ${CONNECTION_COLUMNS.join(', ')} from registry_connections with no data`,
]
const whole = (table: string, name: string, columns: readonly string[]) =>
  `insert into ${table} (${columns.join(', ')}) select ${columns.join(', ')} from demo_${name}`
const WHOLE = [
  'insert into registry_premises select * from demo_premises order by id',
  whole('registry_premise_economies', 'economies', ECONOMY_COLUMNS),
  whole('registry_connections', 'connections', CONNECTION_COLUMNS),
]

interface WrittenPremise extends DemoPremise {
  readonly id: bigint
  readonly registrationNumber: string
}

async function writeLocalities(tx: Tx, { municipalityId }: DemoContext): Promise<bigint[]> {
  for (const [index, { code, title }] of AGENCIES.entries()) {
    await query(
      tx,
      `insert into registry_agencies (municipality_id, code, title, position) values (?, ?, ?, ?)
       on conflict (municipality_id, code) do nothing`,
      [municipalityId, code, title, index + 1]
    )
  }
  for (const { code, name, agency } of LOCALITIES) {
    await query(
      tx,
      `insert into registry_localities (municipality_id, code, name, agency) values (?, ?, ?, ?)
       on conflict (municipality_id, code) do nothing`,
      [municipalityId, code, name, agency]
    )
  }
  const rows = await query<{ id: bigint }>(
    tx,
    'select id from registry_localities where municipality_id = ? order by code',
    [municipalityId]
  )
  return rows.map(({ id }) => id)
}

async function writeGroup(
  tx: Tx,
  { municipalityId }: DemoContext,
  { code, name, dueDay }: DemoGroup
): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into registry_billing_groups (municipality_id, code, name, due_day) values (?, ?, ?, ?) returning id`,
    [municipalityId, code, name, dueDay]
  )
  return row!.id
}

/** Ids in the order of the list; public bodies, which stand in several groups, are written once. */
async function writeCustomers(
  tx: Tx,
  { municipalityId }: DemoContext,
  customers: readonly DemoCustomer[]
): Promise<bigint[]> {
  const known = await query<{ id: bigint; taxpayer_id: string }>(
    tx,
    `select id, taxpayer_id from registry_customers where municipality_id = ? and kind = 'public_body'`,
    [municipalityId]
  )
  const knownIds = new Map(known.map((row) => [row.taxpayer_id, row.id]))
  const fresh = await takeIds(tx, 'registry_customers', customers.length)
  const ids = customers.map((one, index) => knownIds.get(one.taxpayerId ?? '') ?? fresh[index]!)
  const rows = customers.flatMap((one, index): CopyValue[][] =>
    ids[index] === fresh[index]
      ? [
          [
            ...[fresh[index]!, municipalityId, one.kind, one.name, one.taxpayerId, one.email],
            ...[one.phone, one.birthOn ?? null, one.motherName ?? null],
          ],
        ]
      : []
  )
  await copyRows(
    tx,
    'registry_customers',
    [
      ...['id', 'municipality_id', 'kind', 'name', 'taxpayer_id', 'email', 'phone', 'birth_on'],
      'mother_name',
    ],
    rows
  )
  await copyRows(
    tx,
    'registry_customer_contacts',
    ['municipality_id', 'customer_id', 'kind', 'value', 'is_preferred'],
    customers.flatMap((one, index) =>
      ids[index] === fresh[index] ? contactsOf(one, fresh[index]!, municipalityId) : []
    )
  )
  return ids
}

function contactsOf(
  { phone, email }: DemoCustomer,
  id: bigint,
  municipalityId: bigint
): CopyValue[][] {
  return [
    ...(phone ? [[municipalityId, id, 'mobile', phone, true]] : []),
    ...(email ? [[municipalityId, id, 'email', email, true]] : []),
  ]
}

interface PremisesWriting {
  readonly group: DemoGroup
  readonly groupId: bigint
  readonly localities: readonly bigint[]
}

const PREMISE_COLUMNS = [
  ...['id', 'municipality_id', 'registration_number', 'kind', 'parent_id', 'fraction', 'street'],
  ...['number', 'complement', 'district', 'zip_code', 'locality_id', 'billing_group_id'],
  ...['due_day', 'holder_name', 'holder_taxpayer_id', 'meter_number', 'created_at'],
]

async function draftPremises(
  tx: Tx,
  { municipalityId, asOf }: DemoContext,
  { group, groupId, localities }: PremisesWriting
): Promise<WrittenPremise[]> {
  const { premises, customers } = group
  const ids = await takeIds(tx, 'registry_premises', premises.length)
  const rule = await registrationRule(tx, municipalityId, asOf)
  const numbers = await takeRegistrations(tx, municipalityId, { count: premises.length, rule })
  const rows = premises.map((one, index): CopyValue[] => [
    ids[index]!,
    municipalityId,
    numbers[index]!,
    one.kind,
    one.parent === null ? null : ids[one.parent]!,
    one.fraction,
    one.street,
    one.number,
    one.complement,
    one.district,
    one.zipCode,
    localities[one.locality]!,
    groupId,
    one.dueDay,
    holderOf(one, customers)?.name ?? null,
    holderOf(one, customers)?.taxpayerId ?? null,
    one.meter?.number ?? null,
    `${one.since} 12:00:00+00`,
  ])
  await copyRows(tx, 'demo_premises', PREMISE_COLUMNS, rows)
  return premises.map((one, index) => ({
    ...one,
    id: ids[index]!,
    registrationNumber: numbers[index]!,
  }))
}

function holderOf(
  { holdings }: DemoPremise,
  customers: readonly DemoCustomer[]
): DemoCustomer | undefined {
  const open = holdings.find(({ role, until }) => role === 'holder' && until === null)
  return open && customers[open.customer]
}

async function draftEconomies(
  tx: Tx,
  { municipalityId }: DemoContext,
  premises: readonly WrittenPremise[]
): Promise<void> {
  await copyRows(
    tx,
    'demo_economies',
    ECONOMY_COLUMNS,
    premises.flatMap(({ id, economies, since }) =>
      economies.map((one) => [municipalityId, id, one.category, one.economies, since])
    )
  )
}

async function draftConnections(
  tx: Tx,
  { municipalityId }: DemoContext,
  premises: readonly WrittenPremise[]
): Promise<void> {
  await copyRows(
    tx,
    'demo_connections',
    CONNECTION_COLUMNS.slice(0, 7),
    premises.flatMap(({ id, registrationNumber, connections }) =>
      connections.map((one) => [
        municipalityId,
        id,
        registrationNumber,
        one.service,
        one.situation,
        one.sewageClass,
        one.connectedOn,
      ])
    )
  )
}

async function writeHoldings(
  tx: Tx,
  { municipalityId }: DemoContext,
  written: { readonly premises: readonly WrittenPremise[]; readonly customers: readonly bigint[] }
): Promise<void> {
  await copyRows(
    tx,
    'registry_holdings',
    ['municipality_id', 'premise_id', 'customer_id', 'role', 'from_on', 'until_on'],
    written.premises.flatMap(({ id, holdings }) =>
      holdings.map((one) => [
        municipalityId,
        id,
        written.customers[one.customer]!,
        one.role,
        one.from,
        one.until,
      ])
    )
  )
}

export default part
