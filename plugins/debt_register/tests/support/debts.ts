import type { ApiClient, ApiResponse } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { createMonth, run } from '#plugins/billing/tests/functional/billed_month'
import { pay } from '#plugins/billing/tests/functional/correcting'
import { type Who, open, send, userOf, work } from '#tests/scenarios/support/people'
import { act as actAs } from '#tests/support/requests'

/** An old bill of a test: at which house of the world, due when, of how much. */
export interface Wanted {
  readonly house: number
  readonly dueOn: string
  readonly cents: bigint
}

export interface OldBill {
  readonly id: bigint
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly barcode: string
  readonly cents: bigint
  readonly dueOn: CivilDate
}

let taxpayers = 0
let asked = 0

/**
 * Bills of a real run, made old: one water item each, of the amount and due date wanted, at the house wanted. Each house has a
 * holder of its own, with a CPF.
 */
export async function oldBills(wanted: readonly Wanted[]): Promise<OldBill[]> {
  const home = { economies: [{ category: 'RES', economies: 1 }], m3: '10' }
  const month = await createMonth(wanted.map(() => home))
  await run(month)
  const houses = new Map<number, { premiseId: bigint; debtorId: bigint }>()
  for (const { house } of wanted) {
    if (houses.has(house)) continue
    const [debtor] = await query<{ id: bigint }>(
      db,
      `insert into registry_customers (municipality_id, kind, name, taxpayer_id)
       values (?, 'person', ?, ?) returning id`,
      [month.municipalityId, `Devedor ${++taxpayers}`, String(10_000_000_000 + taxpayers)]
    )
    houses.set(house, { premiseId: month.premiseIds[houses.size]!, debtorId: debtor!.id })
  }
  const invoices = await query<{ id: bigint; document_id: bigint; barcode: string }>(
    db,
    `select i.id, i.document_id, d.barcode from billing_invoices i join receivables_documents d on d.id = i.document_id
      where i.reference = ? and i.premise_id = any(?::bigint[]) order by i.premise_id`,
    [month.reference, month.premiseIds]
  )
  const bills: OldBill[] = []
  for (const [index, { house, dueOn, cents }] of wanted.entries()) {
    const { id, document_id: documentId, barcode } = invoices[index]!
    const { premiseId, debtorId } = houses.get(house)!
    await age({ id, documentId, premiseId, debtorId, dueOn, cents, index })
    bills.push({ id, premiseId, debtorId, barcode, cents, dueOn: dueOn as CivilDate })
  }
  return bills
}

interface Aging extends Omit<Wanted, 'house'> {
  readonly id: bigint
  readonly documentId: bigint
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly index: number
}

async function age(one: Aging): Promise<void> {
  const { id, documentId, premiseId, debtorId, dueOn, cents, index } = one
  // Bills of one house are of months that differ, whatever their due dates.
  const reference = `${2000 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
  const place = [premiseId, debtorId, reference]
  await db.transaction(async (tx) => {
    await query(
      tx,
      `delete from receivables_document_items where item_id in (select id from receivables_items
        where origin_type = 'billing.invoice' and origin_id = ? and charge_type <> 'water')`,
      [id]
    )
    await query(
      tx,
      `delete from receivables_items where origin_type = 'billing.invoice' and origin_id = ? and charge_type <> 'water'`,
      [id]
    )
    await query(
      tx,
      `update receivables_items set premise_id = ?, debtor_id = ?, reference = ?, due_on = ?, amount_cents = ?, open_cents = ?
        where origin_type = 'billing.invoice' and origin_id = ?`,
      [...place, dueOn, cents, cents, id]
    )
    await query(
      tx,
      `update receivables_documents set premise_id = ?, debtor_id = ?, reference = ?, issued_on = least(issued_on, ?::date),
              due_on = ?, valid_until = ?::date + 60, amount_cents = ? where id = ?`,
      [...place, dueOn, dueOn, dueOn, cents, documentId]
    )
    await query(
      tx,
      'update receivables_document_items set amount_cents = ? where document_id = ?',
      [cents, documentId]
    )
    await query(
      tx,
      `update billing_invoices set premise_id = ?, reference = ?, due_on = ?, total_cents = ?, own_cents = ?,
              third_party_cents = 0 where id = ?`,
      [premiseId, reference, dueOn, cents, cents, id]
    )
  })
}

export const payBill = (municipalityId: bigint, bill: OldBill, paidOn: string) =>
  pay(municipalityId, {
    ...{ barcode: bill.barcode, amountCents: bill.cents, paidOn: paidOn as CivilDate },
  })

/** Proposes a period through the screen, as a person does, and works the run. */
export async function propose(client: ApiClient, who: Who, from: string, until: string) {
  // Somebody who asks again does so at another instant.
  clock.freeze(new Date(clock.now().getTime() + ++asked * 1000).toISOString())
  const sent = await send(client, who, '/debt-register/propose', {
    ...{ due_from: from, due_until: until },
  })
  const done = await work(sent, who)
  const [proposal] = await query<{ id: bigint; number: string }>(
    db,
    'select id, number from debt_register_proposals where run_id = ?',
    [done.id]
  )
  return { run: done, ...proposal! }
}

export interface TermRow {
  readonly id: bigint
  readonly number: string | null
  readonly state: string
  readonly debtor_id: bigint
  readonly premise_id: bigint
  readonly process_id: bigint
  readonly total_cents: bigint
}

export const termsOf = (bills: readonly OldBill[]) =>
  query<TermRow>(
    db,
    'select * from debt_register_terms where premise_id = any(?::bigint[]) order by id',
    [bills.map(({ premiseId }) => premiseId)]
  )

export const approve = (client: ApiClient, who: Who, termId: bigint) =>
  send(client, who, `/debt-register/terms/${termId}/change/approve`, {})

/** Bruno proposes all that is old, Ana inscribes every term. */
export async function inscribeAll(
  client: ApiClient,
  bills: readonly OldBill[]
): Promise<TermRow[]> {
  await propose(client, 'bruno', '1990-01-01', '2026-12-18')
  for (const { id } of await termsOf(bills)) {
    const done = await approve(client, 'ana', id)
    done.assertStatus(302)
  }
  return termsOf(bills)
}

export interface EntryRow {
  readonly id: bigint
  readonly number: string | null
  readonly state: string
  readonly origin_id: bigint
  readonly due_on: CivilDate
  readonly book_number: number | null
  readonly leaf: number | null
  readonly line: number | null
  readonly prescribes_on: CivilDate
  readonly arrangement: string
}

/** The entries of some bills, in the order of the bills. */
export async function entriesOf(bills: readonly OldBill[]): Promise<EntryRow[]> {
  const rows = await query<EntryRow>(
    db,
    `select * from debt_register_entries where origin_type = 'billing.invoice' and origin_id = any(?::bigint[]) order by id`,
    [bills.map(({ id }) => id)]
  )
  return bills.map(({ id }) => rows.findLast((row) => row.origin_id === id)!)
}

export const stagesOf = async (bills: readonly OldBill[]) => {
  const rows = await query<{ id: bigint; stage: string; settlement: string }>(
    db,
    'select id, stage, settlement from billing_invoices where id = any(?::bigint[])',
    [bills.map(({ id }) => id)]
  )
  return bills.map(({ id }) => rows.find((row) => row.id === id)!)
}

/** An action of the register through the door of other systems. */
export const act = (
  client: ApiClient,
  who: Who,
  name: string,
  body: object
): Promise<ApiResponse> => actAs(client, `debt_register.${name}`, body, userOf(who))

export const generateBook = (client: ApiClient, from = '1990-01-01', until = '2026-12-18') =>
  act(client, 'bruno', 'generate_book', { due_from: from, due_until: until })

export interface PaperRow {
  readonly id: bigint
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly issued_on: CivilDate
  readonly issued_by: string
  readonly received_on: CivilDate | null
  readonly receipt_entered_by: string | null
  readonly total_cents: bigint
  readonly document_id: bigint | null
}

export const papersOf = (bills: readonly OldBill[], kind: string) =>
  query<PaperRow>(
    db,
    'select * from debt_register_papers where premise_id = any(?::bigint[]) and kind = ? order by id',
    [bills.map(({ premiseId }) => premiseId), kind]
  )

/** The document that the page of a record leads to, in plain spaces. */
export async function printedAt(client: ApiClient, path: string): Promise<string> {
  const page = await open(client, 'ana', path)
  const found = /\/documents\/issued\/\d+/.exec(page.text())
  if (!found) throw new Error(`Nothing printed at ${path}: ${page.text().slice(0, 400)}`)
  const paper = await open(client, 'ana', found[0])
  return paper.text().replaceAll('\u00A0', ' ')
}

export async function statesOf(bills: readonly OldBill[]): Promise<string[]> {
  const entries = await entriesOf(bills)
  return entries.map(({ state }) => state)
}

/** Sends what has to succeed. */
export async function actWell(client: ApiClient, who: Who, name: string, body: object) {
  const answer = await act(client, who, name, body)
  answer.assertStatus(200)
}
