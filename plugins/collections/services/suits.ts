import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { copyRows, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { liftMarks, setMarks } from '#plugins/receivables/api'
import { errors } from '../errors.ts'
import { lockCase } from './cases.ts'
import { collectableDebts, refreshCases } from './refresh_cases.ts'

export const SUIT = 'collections.suits'

export interface Suit {
  readonly id: bigint
  readonly number: string
  readonly premiseId: bigint
  readonly debts: number
  readonly amountCents: bigint
}

export interface Request {
  readonly caseId: bigint
  /** Only what was due until then. */
  readonly dueUntil?: CivilDate | undefined
}

/**
 * Asks that a debtor be sued: the overdue bills chosen are in court from then on, by their mark, and leave notices and cuts.
 * @throws E_COLLECTIONS_SUIT_NOTHING, E_COLLECTIONS_SUIT_STANDS
 */
export async function requestSuit(context: ActionContext, request: Request): Promise<Suit> {
  const { tx, municipalityId, actor, reason } = context
  const of = await lockCase(context, request.caseId)
  const today = await todayIn(tx, municipalityId)
  const [standing] = await query<{ number: string }>(
    tx,
    `select number from collections_suits where case_id = ? and state <> 'ended'`,
    [of.id]
  )
  if (standing) throw errors.E_COLLECTIONS_SUIT_STANDS({ number: standing.number })
  const all = await collectableDebts(tx, { municipalityId, today, premiseIds: [of.premiseId] })
  const debts = all.filter(
    ({ debtorId, dueOn, marks }) =>
      debtorId === of.debtorId &&
      (!request.dueUntil || dueOn <= request.dueUntil) &&
      !marks.includes('in_court')
  )
  if (debts.length === 0) {
    throw errors.E_COLLECTIONS_SUIT_NOTHING({ on: formatDate(request.dueUntil ?? today) })
  }
  const amountCents = debts.reduce((sum, { openCents }) => sum + openCents, 0n)
  const [row] = await query<{ id: bigint; number: string }>(
    tx,
    `insert into collections_suits (municipality_id, case_id, premise_id, debtor_id, requested_on, requested_by, reason, debts,
       amount_cents) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id, number`,
    [
      ...[municipalityId, of.id, of.premiseId, of.debtorId, today, actor.name, reason],
      ...[debts.length, amountCents],
    ]
  )
  const suit = row!
  await copyRows(
    tx,
    'collections_suit_debts',
    [
      ...['municipality_id', 'suit_id', 'premise_id', 'origin_type', 'origin_id', 'reference'],
      ...['due_on', 'open_cents'],
    ],
    debts.map((debt) => [
      ...[municipalityId, suit.id, of.premiseId, debt.origin.type, debt.origin.id],
      ...[debt.reference, debt.dueOn, debt.openCents],
    ])
  )
  await setMarks(tx, context, {
    ...{ kind: 'in_court', source: { type: SUIT, id: suit.id }, on: today },
    origins: debts.map(({ origin }) => origin),
  })
  await refreshCases(tx, { municipalityId, today, premiseIds: [of.premiseId] })
  return { ...suit, premiseId: of.premiseId, debts: debts.length, amountCents }
}

export interface LockedSuit extends Suit {
  readonly state: string
  readonly requestedOn: CivilDate
}

export async function lockSuit(
  { tx, municipalityId, actor }: ActionContext,
  id: bigint
): Promise<LockedSuit> {
  const [suit] = await query<LockedSuit>(
    tx,
    `select id, number, premise_id as "premiseId", debts, amount_cents as "amountCents", state, requested_on as "requestedOn"
       from collections_suits where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!suit || (await isOutside(tx, actor, { type: SUIT, id }))) {
    throw errors.E_COLLECTIONS_UNKNOWN({ what: 'pedido de ajuizamento', id })
  }
  if (suit.state === 'ended') throw errors.E_COLLECTIONS_SUIT_ENDED({ number: suit.number })
  return suit
}

export interface Filing {
  readonly caseNumber: string
  readonly court: string
  readonly on: CivilDate
}

/** The suit was filed. @throws E_COLLECTIONS_SUIT_DAY */
export async function fileSuit(context: ActionContext, id: bigint, filing: Filing): Promise<Suit> {
  const suit = await lockSuit(context, id)
  const { tx, municipalityId } = context
  const today = await todayIn(tx, municipalityId)
  if (filing.on < suit.requestedOn || filing.on > today) {
    throw errors.E_COLLECTIONS_SUIT_DAY({
      ...{ on: formatDate(filing.on), from: formatDate(suit.requestedOn) },
    })
  }
  await query(
    tx,
    `update collections_suits set state = 'filed', case_number = ?, court = ?, filed_on = ? where id = ?`,
    [filing.caseNumber, filing.court, filing.on, id]
  )
  return suit
}

/** Not filed, or over: what is still owed is collected by the other ways again. */
export async function endSuit(context: ActionContext, id: bigint): Promise<Suit> {
  const suit = await lockSuit(context, id)
  const { tx, municipalityId, reason } = context
  const on = await todayIn(tx, municipalityId)
  await query(
    tx,
    `update collections_suits set state = 'ended', ended_on = ?, end_reason = ? where id = ?`,
    [on, reason, id]
  )
  const why = `Pedido de ajuizamento ${suit.number} encerrado`
  await liftMarks(tx, context, { source: { type: SUIT, id }, on, why })
  await refreshCases(tx, { municipalityId, today: on, premiseIds: [suit.premiseId] })
  return suit
}
