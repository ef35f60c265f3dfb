import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type CivilDate, type RefMonth, clock, firstDay, previousMonth } from '#core/calendar/index'
import { resolvePack } from '#core/configuration/index'
import { type Tx, canonicalJson, query, sha256 } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import type { FrozenFacts } from '#plugins/readings/domain/frozen_facts'
import { packRequest } from '#plugins/readings/services/policy'
import {
  DEFAULT_REGISTRATION_RULE,
  composeRegistration,
} from '#plugins/registry/domain/registration_number'
import { explainLines } from '../../services/replay/explain_lines.ts'
import { recomputeInvoice } from '../../services/replay/recompute_invoice.ts'
import { findInvoice } from '../../services/invoices/invoice_rows.ts'

/** A premise of a test's group and what it consumed in the month. */
export interface TestPremise {
  readonly economies: readonly { readonly category: string; readonly economies: number }[]
  readonly m3: string
  readonly measured?: string | null
  readonly kind?: 'single' | 'condominium_master' | 'condominium_child'
  readonly sewage?: string | null
  readonly holder?: boolean
  /** Code of the kind of tariff. */
  readonly tariffType?: string
  readonly state?: 'accepted' | 'held'
  /** m³ of the months before, the newest first. */
  readonly history?: readonly string[]
  readonly economiesFact?: readonly { readonly category: string; readonly economies: number }[]
}

export interface TestMonth {
  readonly municipalityId: bigint
  readonly billingGroupId: bigint
  readonly reference: RefMonth
  readonly loadId: bigint
  readonly premiseIds: readonly bigint[]
}

export const REFERENCE = '2026-11' as RefMonth
export const ISSUED_ON = '2026-11-20' as CivilDate
/** Every month is read on its 18th. */
const readOn = (reference: RefMonth) => `${reference}-18` as CivilDate

export async function municipality(): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(db, 'select id from access_municipalities limit 1')
  return row!.id
}

let sequence = 0

/** A group of its own with one premise for each description, all holders of one customer. */
export async function createMonth(
  premises: readonly TestPremise[],
  reference: RefMonth = REFERENCE,
  of: bigint | null = null
): Promise<TestMonth> {
  return db.transaction(async (tx) => {
    const municipalityId = of ?? (await municipality())
    const code = `T${++sequence}`
    const groupId = await idOf(
      tx,
      `insert into registry_billing_groups (municipality_id, code, name, due_day) values (?, ?, ?, 10) returning id`,
      [municipalityId, code, `Grupo ${code}`]
    )
    const premiseIds = await createPremises(tx, { municipalityId, groupId }, premises)
    const loadId = await loadMonth(tx, { municipalityId, groupId, reference }, premises, premiseIds)
    return { municipalityId, billingGroupId: groupId, reference, loadId, premiseIds }
  })
}

/** Another month of the same premises. */
export async function nextMonthOf(
  month: TestMonth,
  reference: RefMonth,
  premises: readonly TestPremise[]
): Promise<TestMonth> {
  const loadId = await db.transaction((tx) =>
    loadMonth(
      tx,
      { municipalityId: month.municipalityId, groupId: month.billingGroupId, reference },
      premises,
      month.premiseIds
    )
  )
  return { ...month, reference, loadId }
}

export const run = (month: TestMonth, issuedOn: CivilDate = ISSUED_ON) =>
  runInline(
    'billing.run',
    { group: month.billingGroupId, reference: month.reference, issuedOn },
    systemActor(month.municipalityId)
  )

export interface InvoiceRow {
  readonly id: bigint
  readonly number: string
  readonly document_id: bigint
  readonly premise_id: bigint
  readonly total_cents: bigint
  readonly own_cents: bigint
  readonly third_party_cents: bigint
  readonly credits_cents: bigint
  readonly carried_in_cents: bigint
  readonly carried_out_cents: bigint
  readonly billed_m3: string
  readonly share_m3: string
  readonly share_credit_m3: string
  readonly settlement: string
  readonly due_on: CivilDate
  readonly barcode: string | null
  readonly pix_txid: string | null
}

export async function invoicesOf(month: TestMonth): Promise<InvoiceRow[]> {
  return query<InvoiceRow>(
    db,
    `select i.*, d.barcode, d.pix_txid from billing_invoices i join receivables_documents d on d.id = i.document_id
      where i.reference = ? and i.premise_id = any(?::bigint[]) order by i.premise_id`,
    [month.reference, month.premiseIds]
  )
}

/** The lines of an invoice as its page explains them; months of tests have no reading from the field to compute again. */
export async function explainedLines(id: bigint) {
  return db.transaction(async (tx) => {
    const invoice = await findInvoice(tx, await municipality(), id)
    const { pack, composed, charges } = await recomputeInvoice(tx, invoice)
    return explainLines(pack, composed!, charges, { on: invoice.rules_on })
  })
}

interface Scope {
  readonly municipalityId: bigint
  readonly groupId: bigint
}

async function createPremises(tx: Tx, scope: Scope, premises: readonly TestPremise[]) {
  const localityId = await idOf(tx, 'select id from registry_localities limit 1')
  const ids: bigint[] = []
  let master: bigint | null = null
  for (const premise of premises) {
    const kind = premise.kind ?? 'single'
    const id = await idOf(
      tx,
      `insert into registry_premises (municipality_id, registration_number, kind, parent_id, street, district, locality_id,
         billing_group_id) values (?, ?, ?, ?, 'Rua de Teste', 'Centro', ?, ?) returning id`,
      [
        scope.municipalityId,
        composeRegistration(BigInt(90_000_000 + ++sequence), DEFAULT_REGISTRATION_RULE),
        kind,
        kind === 'condominium_child' ? master : null,
        localityId,
        scope.groupId,
      ]
    )
    if (kind === 'condominium_master') master = id
    ids.push(id)
  }
  return ids
}

async function loadMonth(
  tx: Tx,
  scope: Scope & { readonly reference: RefMonth },
  premises: readonly TestPremise[],
  ids: readonly bigint[]
): Promise<bigint> {
  const { municipalityId, groupId, reference } = scope
  const loadedOn = firstDay(reference)
  const pack = await resolvePack(
    packRequest({ municipalityId, loadedOn, knownAt: clock.now() }),
    tx
  )
  const loadId = await idOf(
    tx,
    `insert into readings_loads (municipality_id, billing_group_id, reference, state, loaded_on, pack_id)
     values (?, ?, ?, 'processed', ?, ?) returning id`,
    [municipalityId, groupId, reference, loadedOn, pack.id]
  )
  const holderId = await idOf(tx, 'select id from registry_customers order by id limit 1')
  let master: bigint | null = null
  for (const [index, premise] of premises.entries()) {
    const id = ids[index]!
    if (premise.kind === 'condominium_master') master = id
    const setKey = premise.kind === 'condominium_child' ? master! : id
    const facts = factsOf(premise, {
      id,
      setKey,
      holderId,
      previous: readOn(previousMonth(reference)),
    })
    const text = canonicalJson(facts)
    const itemId = await idOf(
      tx,
      `insert into readings_load_items (municipality_id, load_id, sequence, premise_id, set_key, registration_number,
         qualification, previous_read_on, facts, facts_hash) values (?, ?, ?, ?, ?, ?, 'unmetered', ?, ?, ?) returning id`,
      [
        ...[
          municipalityId,
          loadId,
          index + 1,
          id,
          setKey,
          facts.registration_number,
          facts.billed_until,
        ],
        ...[text, sha256(text)],
      ]
    )
    await writeReading(
      tx,
      { ...scope, loadId, packId: pack.id },
      { itemId, premiseId: id, premise }
    )
  }
  return loadId
}

async function writeReading(
  tx: Tx,
  load: { municipalityId: bigint; reference: RefMonth; loadId: bigint; packId: bigint },
  one: { itemId: bigint; premiseId: bigint; premise: TestPremise }
): Promise<void> {
  const { premise } = one
  const measured = premise.measured === undefined ? premise.m3 : premise.measured
  const state = premise.state ?? 'accepted'
  const estimate = measured === null ? [{ term: 'estimate', m3: premise.m3 }] : []
  await query(
    tx,
    `insert into readings_readings (municipality_id, load_item_id, load_id, premise_id, registration_number, reference,
       read_on, kind, measured_m3, billed_m3, adjustments, enters_average, state, hold_reason, pack_id, origin)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true, ?, ?, ?, 'load')`,
    [
      ...[load.municipalityId, one.itemId, load.loadId, one.premiseId, String(one.premiseId)],
      ...[
        load.reference,
        readOn(load.reference),
        measured === null ? 'estimated' : 'measured',
        measured,
      ],
      ...[premise.m3, canonicalJson(estimate), state, state === 'held' ? 'teste' : null],
      load.packId,
    ]
  )
}

function factsOf(
  premise: TestPremise,
  {
    id,
    setKey,
    holderId,
    previous,
  }: { id: bigint; setKey: bigint; holderId: bigint; previous: CivilDate }
): FrozenFacts {
  return {
    premise: String(id),
    registration_number: String(id),
    set_key: String(setKey),
    kind: premise.kind ?? 'single',
    parent: premise.kind === 'condominium_child' ? String(setKey) : null,
    fraction: null,
    holder: premise.holder === false ? null : String(holderId),
    holder_name: 'Titular de teste',
    taxpayer_id: null,
    address: 'Rua de Teste, s/n',
    district: 'Centro',
    zip_code: null,
    economies: premise.economies,
    water: { situation: 'active' },
    sewage: premise.sewage ? { situation: 'active', class: premise.sewage } : null,
    due_day: 10,
    ...(premise.tariffType === undefined ? {} : { tariff_type: premise.tariffType }),
    meter: null,
    previous_reading: null,
    previous_read_on: previous,
    billed_until: previous,
    swap: null,
    average_m3: null,
    history: (premise.history ?? []).map((m3) => ({ reference: '2026-01', m3, kind: 'measured' })),
    estimates: { months: 0, m3: '0', credit_m3: '0' },
  }
}

async function idOf(
  tx: Tx,
  sql: string,
  bindings: Parameters<typeof query>[2] = []
): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(tx, sql, bindings)
  return row!.id
}
