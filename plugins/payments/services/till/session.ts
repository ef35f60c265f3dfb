import type { ActionContext } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { CASH_DESK } from '../../configuration/parameters.ts'
import {
  type TillMoveKind,
  type TillTotals,
  type TillWay,
  authenticationOf,
  expectedTotals,
} from '../../domain/till.ts'
import { errors } from '../../errors.ts'

export interface TillSession {
  readonly id: bigint
  readonly till_id: bigint
  readonly code: string
  readonly name: string
  readonly agent_code: string
  readonly opened_on: CivilDate
  readonly opened_at: Date
  readonly float_cents: bigint
}

const SELECT = `select s.id, s.till_id, t.code, t.name, a.code as agent_code, s.opened_on, s.opened_at, s.float_cents
  from payments_till_sessions s join payments_tills t on t.id = s.till_id join payments_agents a on a.id = t.agent_id
 where s.municipality_id = ? and s.user_id = ? and s.state = 'open'`

/** The till that a person has open; null when none. */
export async function ownSession(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  userId: bigint | null
): Promise<TillSession | null> {
  const [session] = await query<TillSession>(tx, SELECT, [municipalityId, userId])
  return session ?? null
}

/** Locked: the numbers of its moves follow each other. @throws BusinessError E_PAYMENTS_TILL_NONE */
export async function lockOwnSession({
  tx,
  municipalityId,
  actor,
}: ActionContext): Promise<TillSession> {
  const [session] = await query<TillSession>(tx, `${SELECT} for update of s`, [
    municipalityId,
    actor.userId,
  ])
  if (!session) throw errors.E_PAYMENTS_TILL_NONE()
  return session
}

export const isCashDeskOn = (tx: Tx, municipalityId: bigint, date: CivilDate): Promise<boolean> =>
  parameterWithin<boolean>(tx, { key: CASH_DESK, municipalityId, date })

/** @throws BusinessError E_PAYMENTS_TILL_OFF, E_PAYMENTS_TILL_UNKNOWN, E_PAYMENTS_TILL_TAKEN */
export async function openSession(
  { tx, municipalityId, actor, now }: ActionContext,
  { tillId, floatCents }: { readonly tillId: bigint; readonly floatCents: bigint }
): Promise<{ readonly id: bigint; readonly name: string }> {
  const today = await todayIn(tx, municipalityId)
  if (!(await isCashDeskOn(tx, municipalityId, today))) throw errors.E_PAYMENTS_TILL_OFF()
  const [till] = await query<{ id: bigint; name: string }>(
    tx,
    'select id, name from payments_tills where municipality_id = ? and id = ? and is_active for update',
    [municipalityId, tillId]
  )
  if (!till) throw errors.E_PAYMENTS_TILL_UNKNOWN({ id: tillId })
  const [taken] = await query<{ user_name: string }>(
    tx,
    `select user_name from payments_till_sessions where municipality_id = ? and state = 'open' and (till_id = ? or user_id = ?)`,
    [municipalityId, tillId, actor.userId]
  )
  if (taken) throw errors.E_PAYMENTS_TILL_TAKEN({ by: taken.user_name })
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into payments_till_sessions (municipality_id, till_id, user_id, user_name, opened_on, opened_at, float_cents)
     values (?, ?, ?, ?, ?, ?, ?) returning id`,
    [municipalityId, tillId, actor.userId, actor.name, today, now, floatCents]
  )
  return { id: row!.id, name: till.name }
}

export interface MoveRow {
  readonly id: bigint
  readonly number: number
  readonly kind: TillMoveKind
  readonly way: TillWay
  readonly amount_cents: bigint
  readonly authentication: string
  readonly document_id: bigint | null
  readonly document_number: string | null
  readonly note: string | null
  readonly made_at: Date
  readonly is_reversed: boolean
}

export const movesOf = (tx: Pick<Tx, 'rawQuery'>, sessionId: bigint): Promise<MoveRow[]> =>
  query<MoveRow>(
    tx,
    `select m.id, m.number, m.kind, m.way, m.amount_cents, m.authentication, m.document_id, d.number as document_number, m.note,
            m.made_at, coalesce(r.state = 'reversed', false) as is_reversed
       from payments_till_moves m left join receivables_receipts r on r.id = m.receipt_id
       left join receivables_documents d on d.id = m.document_id
      where m.session_id = ? order by m.number desc`,
    [sessionId]
  )

/** What should be in the till now. */
export async function totalsOf(
  tx: Pick<Tx, 'rawQuery'>,
  session: Pick<TillSession, 'id' | 'float_cents'>
): Promise<TillTotals> {
  const moves = await movesOf(tx, session.id)
  return expectedTotals(
    session.float_cents,
    moves.map((move) => ({
      ...{ kind: move.kind, way: move.way, amountCents: move.amount_cents },
      isReversed: move.is_reversed,
    }))
  )
}

/** The next number of a session, with the authentication that it prints. */
export async function nextNumber(
  { tx, municipalityId }: ActionContext,
  session: TillSession
): Promise<{ readonly number: number; readonly authentication: string }> {
  const [row] = await query<{ number: number }>(
    tx,
    'update payments_till_sessions set last_number = last_number + 1 where id = ? returning last_number as number',
    [session.id]
  )
  const { number } = row!
  const on = await todayIn(tx, municipalityId)
  const { code: till, id: sessionId } = session
  return { number, authentication: authenticationOf({ till, on, sessionId, number }) }
}

export interface NewMove {
  readonly kind: TillMoveKind
  readonly way: TillWay
  readonly amountCents: bigint
  readonly tenderedCents?: bigint | null
  readonly documentId?: bigint | null
  readonly receiptId?: bigint | null
  readonly refundId?: bigint | null
  readonly note?: string | null
}

export async function writeMove(
  { tx, municipalityId, now, actor }: ActionContext,
  session: TillSession,
  move: NewMove & { readonly number: number; readonly authentication: string }
): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into payments_till_moves (municipality_id, session_id, number, kind, way, amount_cents, tendered_cents, document_id,
            receipt_id, refund_id, authentication, note, made_at, user_name)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, session.id, move.number, move.kind, move.way, move.amountCents],
      ...[move.tenderedCents ?? null, move.documentId ?? null, move.receiptId ?? null],
      ...[move.refundId ?? null, move.authentication, move.note ?? null, now, actor.name],
    ]
  )
  return row!.id
}
