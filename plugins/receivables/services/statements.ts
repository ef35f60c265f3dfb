import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import {
  type CivilDate,
  type RefMonth,
  addRefMonths,
  firstDay,
  formatDate,
  formatRefMonth,
  lastDay,
  monthOf,
} from '#core/calendar/index'
import { resolvePack } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { Dec, formatMoney } from '#core/money/index'
import type { PassedOn } from '../domain/passed_on.ts'
import { errors } from '../errors.ts'
import { takeTurn } from './settlement_context.ts'

const FEES = 'receivables.collection_fees'

type Fees = readonly { readonly beneficiary: string; readonly percent: string }[]
type Context = Pick<ActionContext, 'tx' | 'municipalityId' | 'actor' | 'now' | 'participate'>

export interface Statement {
  readonly id: bigint
  readonly beneficiary_id: bigint
  readonly code: string
  readonly name: string
  readonly month: RefMonth
  readonly state: 'issued' | 'transferred'
  readonly received_cents: bigint
  readonly fee_cents: bigint
  readonly due_cents: bigint
  readonly transferred_on: CivilDate | null
}

interface ThirdParty {
  readonly id: bigint
  readonly code: string
  readonly name: string
}

/**
 * The statement of an ended month of one third party: what was billed, taken back and received for it, what the utility keeps
 * for collecting, and what is to be handed over. One for each month, in their order. @throws E_RECEIVABLES_NOT_THIRD_PARTY,
 * E_RECEIVABLES_MONTH_RUNNING, E_RECEIVABLES_STATEMENT_EXISTS, E_RECEIVABLES_STATEMENT_ORDER
 */
export async function issueStatement(
  { tx, municipalityId, actor, now }: Context,
  { beneficiaryId, month }: { readonly beneficiaryId: bigint; readonly month: RefMonth }
): Promise<Statement> {
  await takeTurn(tx, municipalityId)
  const third = await thirdParty(tx, municipalityId, beneficiaryId)
  const today = await todayIn(tx, municipalityId)
  if (month >= monthOf(today))
    throw errors.E_RECEIVABLES_MONTH_RUNNING({ month: formatRefMonth(month) })
  await requireNext(tx, municipalityId, { third, month })
  const { percent, packId } = await feeOf(tx, municipalityId, { third, month, now })
  const sums = await sumsOf(tx, municipalityId, { beneficiaryId, month })
  const fee = Dec.muldiv(Dec.ofCents(sums.received), Dec.of(percent), Dec.of(100), 2, 'half-up')
  const feeCents = fee.toCents()
  const brought = await broughtTo(tx, municipalityId, { beneficiaryId, month })
  const dueCents = sums.received - feeCents + brought
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into receivables_statements (municipality_id, beneficiary_id, month, billed_cents, withdrawn_cents, open_cents,
       received_cents, fee_percent, fee_cents, brought_cents, due_cents, pack_id, issued_on, issued_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, beneficiaryId, month, sums.billed, sums.withdrawn, sums.open],
      ...[sums.received, percent, feeCents, brought, dueCents, packId, today, actor.name],
    ]
  )
  return readStatement(tx, municipalityId, row!.id)
}

async function thirdParty(tx: Tx, municipalityId: bigint, id: bigint): Promise<ThirdParty> {
  const [third] = await query<ThirdParty>(
    tx,
    `select id, code, name from receivables_beneficiaries where municipality_id = ? and id = ? and kind = 'third_party'`,
    [municipalityId, id]
  )
  if (!third) throw errors.E_RECEIVABLES_NOT_THIRD_PARTY({ id })
  return third
}

interface Asked {
  readonly third: ThirdParty
  readonly month: RefMonth
}

/** Months follow each other: money of a month left out would be in no statement. */
async function requireNext(tx: Tx, municipalityId: bigint, { third, month }: Asked): Promise<void> {
  const [last] = await query<{ month: RefMonth }>(
    tx,
    `select month from receivables_statements where municipality_id = ? and beneficiary_id = ? order by month desc limit 1`,
    [municipalityId, third.id]
  )
  if (last && last.month >= month) {
    throw errors.E_RECEIVABLES_STATEMENT_EXISTS({
      name: third.name,
      month: formatRefMonth(last.month),
    })
  }
  const next = last ? addRefMonths(last.month, 1) : await firstMonth(tx, municipalityId, third.id)
  if (next !== null && next < month) {
    throw errors.E_RECEIVABLES_STATEMENT_ORDER({ name: third.name, month: formatRefMonth(next) })
  }
}

async function firstMonth(tx: Tx, municipalityId: bigint, id: bigint): Promise<RefMonth | null> {
  const [row] = await query<{ month: RefMonth | null }>(
    tx,
    `select to_char(min(on_date), 'YYYY-MM') as month from (
       select min(s.posted_on) as on_date from receivables_settlements s join receivables_items i on i.id = s.item_id
        where s.municipality_id = ? and i.beneficiary_id = ?
       union all
       select min(u.used_on) from receivables_credit_uses u join receivables_items i on i.id = u.item_id
        where u.municipality_id = ? and i.beneficiary_id = ?) d`,
    [municipalityId, id, municipalityId, id]
  )
  return row?.month ?? null
}

/** The percentage in force on the last day of the month, and the pack that said so. */
async function feeOf(
  tx: Tx,
  municipalityId: bigint,
  { third, month, now }: Asked & { readonly now: Date }
) {
  const on = lastDay(month)
  const pack = await resolvePack(
    {
      ...{ municipalityId, from: on, until: on, knownAt: now },
      ...{ decisions: [], parameters: [FEES], items: [] },
    },
    tx
  )
  const fees = pack.at(on).parameter<Fees>(FEES)
  const percent = fees.find(({ beneficiary }) => beneficiary === third.code)?.percent ?? '0'
  return { percent, packId: pack.id }
}

interface Sums {
  readonly billed: bigint
  readonly withdrawn: bigint
  readonly open: bigint
  readonly received: bigint
}

const SUMS = `
  with days as (select ?::date as first, ?::date as last),
  own as (
    select i.* from receivables_items i where i.municipality_id = ? and i.beneficiary_id = ?)
  select coalesce((select sum(amount_cents) from own where reference = ?), 0)::bigint as billed,
         coalesce((select sum(amount_cents) from own, days where withdrawn_on between first and last), 0)::bigint as withdrawn,
         coalesce((select sum(open_cents) from own where state = 'open'), 0)::bigint as open,
         (coalesce((select sum(s.amount_cents) from receivables_settlements s join own on own.id = s.item_id, days
                     where s.municipality_id = ? and s.posted_on between first and last), 0)
          - coalesce((select sum(s.amount_cents) from receivables_settlements s join own on own.id = s.item_id, days
                       where s.municipality_id = ? and own.withdrawn_on between first and last), 0)
          + coalesce((select sum(u.amount_cents) from receivables_credit_uses u join own on own.id = u.item_id, days
                       where u.municipality_id = ? and u.used_on between first and last), 0))::bigint as received`

/**
 * A credit of the customer that pays a third party's item is money received for it: it came in before. What had been paid of an
 * item that a correction withdrew is the customer's again.
 */
async function sumsOf(
  tx: Tx,
  municipalityId: bigint,
  { beneficiaryId, month }: { readonly beneficiaryId: bigint; readonly month: RefMonth }
): Promise<Sums> {
  const [sums] = await query<Sums>(tx, SUMS, [
    ...[firstDay(month), lastDay(month), municipalityId, beneficiaryId, month],
    ...[municipalityId, municipalityId, municipalityId],
  ])
  return sums!
}

/** What the statement before left below nothing: more was reversed than received. */
async function broughtTo(
  tx: Tx,
  municipalityId: bigint,
  { beneficiaryId, month }: { readonly beneficiaryId: bigint; readonly month: RefMonth }
): Promise<bigint> {
  const [before] = await query<{ due_cents: bigint }>(
    tx,
    `select due_cents from receivables_statements
      where municipality_id = ? and beneficiary_id = ? and month = ? and due_cents < 0`,
    [municipalityId, beneficiaryId, addRefMonths(month, -1)]
  )
  return before?.due_cents ?? 0n
}

/** @throws E_RECEIVABLES_STATEMENT_UNKNOWN */
async function readStatement(tx: Tx, municipalityId: bigint, id: bigint): Promise<Statement> {
  const [statement] = await query<Statement>(
    tx,
    `select s.id, s.beneficiary_id, b.code, b.name, s.month, s.state, s.received_cents, s.fee_cents, s.due_cents,
            s.transferred_on
       from receivables_statements s join receivables_beneficiaries b on b.id = s.beneficiary_id
      where s.municipality_id = ? and s.id = ? for update of s`,
    [municipalityId, id]
  )
  if (!statement) throw errors.E_RECEIVABLES_STATEMENT_UNKNOWN({ id })
  return statement
}

export interface HandingOver {
  readonly id: bigint
  readonly transferredOn: CivilDate
  readonly document: string
}

/**
 * Money was handed over: the statement is closed and the participants of `receivables.passed_on` are told.
 * @throws E_RECEIVABLES_STATEMENT_UNKNOWN, E_RECEIVABLES_STATEMENT_DONE, E_RECEIVABLES_STATEMENT_NOTHING,
 * E_RECEIVABLES_STATEMENT_DATE
 */
export async function recordTransfer(
  { tx, municipalityId, actor, participate }: Context,
  { id, transferredOn, document }: HandingOver
): Promise<Statement> {
  await takeTurn(tx, municipalityId)
  const statement = await readStatement(tx, municipalityId, id)
  const month = formatRefMonth(statement.month)
  if (statement.state === 'transferred') {
    throw errors.E_RECEIVABLES_STATEMENT_DONE({ month, on: formatDate(statement.transferred_on!) })
  }
  if (statement.due_cents <= 0n) {
    throw errors.E_RECEIVABLES_STATEMENT_NOTHING({
      month,
      amount: formatMoney(statement.due_cents),
    })
  }
  const today = await todayIn(tx, municipalityId)
  if (transferredOn > today || transferredOn <= lastDay(statement.month)) {
    throw errors.E_RECEIVABLES_STATEMENT_DATE({ month, on: formatDate(transferredOn) })
  }
  await query(
    tx,
    `update receivables_statements set state = 'transferred', transferred_on = ?, transfer_document = ?, transferred_by = ?
      where id = ?`,
    [transferredOn, document, actor.name, id]
  )
  await participate<PassedOn>('receivables.passed_on', {
    ...{ statementId: id, beneficiaryId: statement.beneficiary_id, month: statement.month },
    ...{ beneficiaryCode: statement.code, amountCents: statement.due_cents },
    ...{ feeCents: statement.fee_cents, postedOn: today },
  })
  return readStatement(tx, municipalityId, id)
}
