import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { setParameter } from '#core/access/tests/support/people'
import { participate } from '#core/actions/index'
import { type CivilDate, addDays, clock, monthOf } from '#core/calendar/index'
import { query, takeIds } from '#core/database/index'
import { type RunSummary, runInline } from '#core/jobs/index'
import { DEFAULT_FREE_FIELD_LAYOUT } from '#plugins/receivables/api'
import {
  chargeTypeNamed,
  chargeTypes,
  issueItemsAndDocuments,
  receiveAdvices,
  registerDefaults,
} from '#plugins/receivables/api'
import { cutOrders } from '../../configuration/cut_parameter.ts'
import type { CutLevel, CutPolicy } from '../../domain/cut_policy.ts'

export interface House {
  readonly id: bigint
  readonly registration: string
  readonly holderId: bigint
}

export interface CutWorld {
  readonly municipalityId: bigint
  readonly houses: readonly House[]
}

/** Notices and all that hangs on them, children first. */
const OF_NOTICES = [
  ...['case_debts', 'cases', 'cut_judgements', 'cut_runs', 'deliveries', 'proofs'],
  ...['notice_debts', 'notices'],
]

/** Takes out what another test left. */
export async function forgetNotices(): Promise<void> {
  for (const table of OF_NOTICES) await query(db, `delete from dunning_${table}`)
}

/** Houses of their own holders, with water since 2020; the time stands at nine in the morning of a day. */
export async function cutWorld(on: string, count = 8): Promise<CutWorld> {
  at(on)
  const [place] = await query<{ id: bigint }>(db, 'select id from access_municipalities')
  const municipalityId = place!.id
  await db.transaction((tx) =>
    registerDefaults(tx, municipalityId, {
      utility: { name: 'SAAE', taxpayerId: null },
      cityHall: { name: 'Prefeitura', taxpayerId: null },
    })
  )
  await query(db, 'update jobs_schedules set is_active = false')
  await forgetNotices()
  const houses = await query<House>(db, BUILDING, [municipalityId, built, count])
  built += count
  return { municipalityId, houses }
}

let built = 0

/** As many premises as are asked for, each with a holder, a residential economy and active water. */
const BUILDING = `
  with model as (
    select p.*, (select min(id) from registry_customers) as customer_id from registry_premises p
     where p.municipality_id = ? and p.kind = 'single' order by p.id limit 1),
  built as (
    insert into registry_premises (municipality_id, registration_number, kind, street, number, district, locality_id,
      billing_group_id, holder_name)
    select municipality_id, (9000000 + ?::int + n)::text, 'single', 'Rua do Corte', n::text, district, locality_id, billing_group_id, 'Titular'
      from model, generate_series(1, ?::int) n returning *),
  held as (
    insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
    select b.municipality_id, b.id, m.customer_id, 'holder', '2020-01-01' from built b, model m returning premise_id, customer_id),
  connected as (
    insert into registry_connections (municipality_id, premise_id, registration_number, service, situation, sewage_class,
      connected_on)
    select municipality_id, id, registration_number, 'water', 'active', 'none', '2020-01-01'
      from built returning 1),
  peopled as (
    insert into registry_premise_economies (municipality_id, premise_id, category, economies, from_on)
    select municipality_id, id, 'RES', 1, '2020-01-01' from built returning 1)
  select b.id, b.registration_number as registration, h.customer_id as "holderId"
    from built b join held h on h.premise_id = b.id order by b.registration_number::bigint`

/** The time passes to a day and hour of the municipality, and the bank told everything up to that day. */
export function at(on: string, time = '09:00'): void {
  clock.freeze(`${on}T${time}:00-04:00`)
}

/** One agreement delivers files, and has delivered those up to a day; the others owe none. */
export async function bankToldUntil(on: string): Promise<void> {
  await query(db, `update payments_agreements set file_rule = 'none', files_from = null`)
  await query(
    db,
    `update payments_agreements set file_rule = 'daily', files_from = ?, file_days = 0, file_by = '10:00'
      where id = (select min(id) from payments_agreements)`,
    [addDays(on as CivilDate, 1)]
  )
}

/** What the utility wants of its orders, the rest as the product has it. */
export async function setPolicy(change: Partial<CutPolicy> = {}): Promise<void> {
  // A version a day: each follows the one before, long before the day of the test.
  const now = clock.now()
  clock.freeze(`${addDays('2022-01-01' as CivilDate, policies++)}T12:00:00-04:00`)
  await setParameter('dunning.cut_orders', {
    ...(cutOrders.default as object),
    ...{ minimum_photos: 0, ...change },
  } as never)
  clock.freeze(now)
}

let policies = 0

export const levelPolicy = (level: CutLevel, change: object) => ({
  ...(cutOrders.default as unknown as CutPolicy)[`level_${level}`],
  ...change,
})

export interface Debt {
  readonly cents: bigint
  readonly dueOn?: string
  readonly type?: string
}

export interface Noticed {
  readonly noticeId: bigint
  readonly documents: readonly { readonly id: bigint; readonly barcode: string; cents: bigint }[]
}

const PROFILE = {
  company_code: '9999',
  value_id: '6',
  segment: '2',
  free_field_layout: DEFAULT_FREE_FIELD_LAYOUT,
  pix: { key: '00000000000191', receiver_name: 'Prestador', city: 'Cidade' },
} as const

let sequence = 0

/** A notice of a house that lists its debts: issued and delivered on a day, due on another. */
export async function notice(
  { municipalityId }: CutWorld,
  house: House,
  given: { readonly debts: readonly Debt[]; readonly issuedOn: string; readonly dueOn: string }
): Promise<Noticed> {
  const issuedOn = given.issuedOn as CivilDate
  return db.transaction(async (tx) => {
    const documents: { id: bigint; barcode: string; cents: bigint; dueOn: CivilDate }[] = []
    for (const { cents, dueOn = addDays(issuedOn, -40), type = 'water' } of given.debts) {
      const [itemId] = await takeIds(tx, 'receivables_items', 1)
      const [id] = await takeIds(tx, 'receivables_documents', 1)
      const due = dueOn as CivilDate
      const shared = {
        ...{ premiseId: house.id, debtorId: house.holderId, reference: monthOf(due), dueOn: due },
      }
      const { beneficiary } = chargeTypeNamed(await chargeTypes(tx, municipalityId), type)
      const [document] = await issueItemsAndDocuments(tx, {
        ...{ municipalityId, profile: PROFILE },
        items: [
          {
            ...{ ...shared, id: itemId!, chargeType: type, category: null },
            ...{ beneficiaryId: beneficiary.id, component: 'principal' },
            ...{ amountCents: cents, openCents: cents, originType: 'test', originId: id! },
          },
        ],
        documents: [
          {
            ...{ ...shared, id: id!, kind: 'invoice', version: 1, replacesId: null },
            ...{ issuedOn: addDays(due, -15), validUntil: addDays(due, 600) },
            lines: [{ itemId: itemId!, amountCents: cents }],
          },
        ],
      })
      documents.push({ id: id!, barcode: document!.barcode!, cents, dueOn: due })
    }
    const noticeId = await insertNotice(tx, municipalityId, { house, documents, ...given })
    return { noticeId, documents }
  })
}

interface NewNotice {
  readonly house: House
  readonly documents: readonly { id: bigint; cents: bigint; dueOn: CivilDate }[]
  readonly issuedOn: string
  readonly dueOn: string
}

async function insertNotice(
  tx: Parameters<typeof takeIds>[0],
  municipalityId: bigint,
  { house, documents, issuedOn, dueOn }: NewNotice
): Promise<bigint> {
  const total = documents.reduce((sum, { cents }) => sum + cents, 0n)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into dunning_notices (municipality_id, year, sequence, kind, premise_id, debtor_id, issued_on, due_on, valid_until,
       delivered_on, delivery, delivery_proof, amount_cents, document_id, shows_barcode, message)
     values (?, 2000, ?, 'cut_notice', ?, ?, ?, ?, ?::date + 90, ?, 'hand', 'Assinada por quem recebeu', ?, ?, false, 'Débitos')
     returning id`,
    [
      ...[municipalityId, ++sequence, house.id, house.holderId, issuedOn, dueOn, dueOn],
      ...[issuedOn, total, documents[0]!.id],
    ]
  )
  for (const { id, cents, dueOn: due } of documents) {
    await query(
      tx,
      `insert into dunning_notice_debts (municipality_id, notice_id, premise_id, origin_type, origin_id, reference, due_on, cents,
         has_water) values (?, ?, ?, 'test', ?, ?, ?, ?, true)`,
      [municipalityId, row!.id, house.id, id, monthOf(due), due, cents]
    )
  }
  return row!.id
}

let messages = 0

/** The bank tells that a bill was paid. */
export async function pay(
  { municipalityId }: CutWorld,
  { barcode, cents }: Noticed['documents'][number],
  paidOn: string
): Promise<bigint> {
  const actor = systemActor(municipalityId)
  const [outcome] = await db.transaction((tx) =>
    receiveAdvices(
      tx,
      {
        ...{ municipalityId, postedOn: clock.today('America/Cuiaba') },
        participate: (point, payload) =>
          participate(point, payload, { tx, municipalityId, actor, now: clock.now() }),
      },
      [
        {
          ...{ identity: `cut/${++messages}`, channel: 'collection_return', sourceType: 'test' },
          ...{ sourceId: null, agentCode: '001', paidOn: paidOn as CivilDate, creditedOn: null },
          ...{ amountCents: cents, feeCents: 0n, barcode, endToEndId: null, txid: null },
          authentication: null,
        },
      ]
    )
  )
  return outcome!.receiptId
}

/** What a worker does when a run was asked. */
export const runOrders = (
  { municipalityId }: CutWorld,
  levels: readonly CutLevel[] = [1]
): Promise<RunSummary> =>
  runInline(
    'dunning.cut_orders',
    { on: `${clock.today('America/Cuiaba')} ${++messages}`, levels },
    systemActor(municipalityId)
  )

export interface CaseRow {
  readonly id: bigint
  readonly premise_id: bigint
  readonly notice_id: bigint
  readonly level: number
  readonly state: string
  readonly order_id: bigint
  readonly amount_cents: bigint
  readonly reconnection_id: bigint | null
  readonly ended_why: string | null
  readonly previous_id: bigint | null
}

export const casesOf = (house: House): Promise<CaseRow[]> =>
  query<CaseRow>(db, 'select * from dunning_cases where premise_id = ? order by id', [house.id])

export const orderOf = async (id: bigint) => {
  const [row] = await query<{
    service_type: string
    state: string
    customer_message: string | null
  }>(db, 'select service_type, state, customer_message from services_orders where id = ?', [id])
  return row!
}
