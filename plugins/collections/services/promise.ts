import type { ActionContext } from '#core/actions/index'
import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { copyRows, query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { heldInvoices, placeHold } from '#plugins/billing/api'
import { type OpenDebt, chargesOn, debtKey } from '#plugins/receivables/api'
import { PROMISES, type PromiseTerms } from '../configuration/parameters.ts'
import { errors } from '../errors.ts'
import type { CollectionCase } from './cases.ts'
import { INVOICE, collectableDebts } from './refresh_cases.ts'

export interface NewPromise {
  readonly on: CivilDate
  readonly cents: bigint
  /** Only of what was due until then. */
  readonly dueUntil?: CivilDate | undefined
}

interface Making {
  readonly of: CollectionCase
  readonly contactId: bigint
  readonly today: CivilDate
  readonly collectorId: bigint | null
}

/** Keeps what a debtor promised, refusing what the parameter or the debt does not admit. */
export async function makePromise(
  context: ActionContext,
  promise: NewPromise,
  { of, contactId, today, collectorId }: Making
): Promise<void> {
  const { tx, municipalityId, actor } = context
  const terms = await parameterWithin<PromiseTerms>(tx, {
    ...{ key: PROMISES, municipalityId, date: today },
  })
  checkDay(promise, { today, terms })
  await checkPast(context, of, { today, terms })
  const debts = await promisedDebts(context, promise, { of, today })
  const lapsesOn = addDays(promise.on, terms.grace_days)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into collections_promises (municipality_id, case_id, contact_id, premise_id, debtor_id, made_on, due_on, lapses_on,
       amount_cents, collector_id, made_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, of.id, contactId, of.premiseId, of.debtorId, today, promise.on, lapsesOn],
      ...[promise.cents, collectorId, actor.name],
    ]
  )
  const held = terms.suspends ? await suspend(context, debts, { of, lapsesOn, today }) : new Set()
  await copyRows(
    tx,
    'collections_promise_debts',
    [
      ...['municipality_id', 'promise_id', 'premise_id', 'origin_type', 'origin_id', 'reference'],
      ...['due_on', 'open_cents', 'is_held'],
    ],
    debts.map((debt) => [
      ...[municipalityId, row!.id, of.premiseId, debt.origin.type, debt.origin.id],
      ...[debt.reference, debt.dueOn, debt.openCents, held.has(debt.origin.id)],
    ])
  )
}

interface On {
  readonly today: CivilDate
  readonly terms: PromiseTerms
}

function checkDay({ on }: NewPromise, { today, terms }: On): void {
  if (on < today) {
    throw errors.E_COLLECTIONS_PROMISE_PAST({ on: formatDate(on), today: formatDate(today) })
  }
  const most = addDays(today, terms.max_days)
  if (on > most) {
    throw errors.E_COLLECTIONS_PROMISE_FAR({ on: formatDate(on), most: formatDate(most) })
  }
}

/** One promise at a time, and no more in the period than the parameter admits. */
async function checkPast(
  { tx }: ActionContext,
  of: CollectionCase,
  { today, terms }: On
): Promise<void> {
  const past = await query<{ number: string; state: string; due_on: CivilDate }>(
    tx,
    `select number, state, due_on from collections_promises
      where case_id = ? and (state = 'open' or made_on > ? and state <> 'cancelled') order by id desc`,
    [of.id, addDays(today, -terms.period_days)]
  )
  const open = past.find(({ state }) => state === 'open')
  if (open) {
    throw errors.E_COLLECTIONS_PROMISE_OPEN({ number: open.number, on: formatDate(open.due_on) })
  }
  if (past.length >= terms.max_promises) {
    throw errors.E_COLLECTIONS_PROMISE_MANY({ count: past.length, days: terms.period_days })
  }
}

/** The debts promised, which come to the amount or more with their charges until the day. */
async function promisedDebts(
  { tx, municipalityId }: ActionContext,
  { on, cents, dueUntil }: NewPromise,
  { of, today }: { readonly of: CollectionCase; readonly today: CivilDate }
): Promise<OpenDebt[]> {
  const all = await collectableDebts(tx, { municipalityId, today, premiseIds: [of.premiseId] })
  const debts = all.filter(
    (debt) => debt.debtorId === of.debtorId && (!dueUntil || debt.dueOn <= dueUntil)
  )
  if (debts.length === 0) {
    throw errors.E_COLLECTIONS_PROMISE_NOTHING({ on: formatDate(dueUntil ?? today) })
  }
  const charges = await chargesOn(tx, { municipalityId, debts, on })
  const debt = debts.reduce((sum, one) => sum + charges.get(debtKey(one))!.totalCents, 0n)
  if (cents > debt) {
    throw errors.E_COLLECTIONS_PROMISE_ABOVE({
      ...{ amount: formatMoney(cents), debt: formatMoney(debt) },
    })
  }
  return debts
}

/** Suspends the invoices promised that nothing suspends yet. @returns their ids */
async function suspend(
  { tx, municipalityId, actor, now }: ActionContext,
  debts: readonly OpenDebt[],
  {
    of,
    lapsesOn,
    today,
  }: { readonly of: CollectionCase; readonly lapsesOn: CivilDate; readonly today: CivilDate }
): Promise<ReadonlySet<bigint>> {
  const held = await heldInvoices(tx, municipalityId, { premiseIds: [of.premiseId], on: today })
  const invoices = debts
    .filter(({ origin }) => origin.type === INVOICE && !held.includes(origin.id))
    .map(({ origin }) => origin.id)
  for (const invoiceId of invoices) {
    await placeHold(tx, {
      ...{ municipalityId, invoiceId, kind: 'administrative', at: now, untilOn: lapsesOn },
      ...{ reasonCode: 'claim', reason: `Promessa de pagamento no caso ${of.number}` },
      author: { userId: actor.userId, name: actor.name },
    })
  }
  return new Set(invoices)
}
