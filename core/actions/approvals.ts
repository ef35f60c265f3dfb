import db from '@adonisjs/lucid/services/db'
import { actorOfUser } from '#core/access/index'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { type Json, type JsonObject, type Tx, canonicalJson, query } from '#core/database/index'
import { type OverAuthority, amountText, limitsOf, mayAuthorise } from './authority.ts'
import { errors } from './errors.ts'
import {
  type ActionOutcome,
  type ActionRequest,
  findAction,
  overAuthorityWithin,
  prepareAction,
  runPrepared,
} from './run_action.ts'
import type { Action, Actor } from './types.ts'

export type ApprovalStatus = 'waiting' | 'approved' | 'refused' | 'withdrawn'

export interface Approval {
  readonly id: bigint
  readonly action: string
  readonly input: string
  readonly reason: string | null
  readonly amount: bigint
  readonly requestedBy: bigint
  readonly requester: string
  readonly requestedAt: Date
  readonly status: ApprovalStatus
  readonly decider: string | null
  readonly decidedAt: Date | null
  readonly decisionReason: string | null
  readonly outcome: string | null
}

const SELECT = `
  select a.id, a.action, a.input, a.reason, a.amount, a.requested_by as "requestedBy",
         asker.full_name as requester, a.requested_at as "requestedAt", a.status,
         decider.full_name as decider, a.decided_at as "decidedAt",
         a.decision_reason as "decisionReason", a.outcome
    from actions_approvals a
    join access_users asker on asker.id = a.requested_by
    left join access_users decider on decider.id = a.decided_by`
const LONGEST_LIST = 200

/** Requests that wait, oldest first. */
export const waitingApprovals = (municipalityId: bigint): Promise<Approval[]> =>
  query<Approval>(
    db,
    `${SELECT} where a.municipality_id = ? and a.status = 'waiting' order by a.id limit ?`,
    [municipalityId, LONGEST_LIST]
  )

/** What a person asked for, newest first. */
export const approvalsAskedBy = (userId: bigint): Promise<Approval[]> =>
  query<Approval>(db, `${SELECT} where a.requested_by = ? order by a.id desc limit ?`, [
    userId,
    LONGEST_LIST,
  ])

/** Input as it was sent, without what belongs to the form: the action's own schema reads it again when it runs. */
function kept(input: unknown): JsonObject {
  const fields = Object.entries((input ?? {}) as Record<string, Json>)
  return Object.fromEntries(fields.filter(([name]) => !/^_|^supervisor_|^next$/.test(name)))
}

/**
 * Puts a request that is above its person's authority in the queue, after everything else about it was checked.
 * @returns the number of the request.
 * @throws BusinessError E_ACTIONS_WITHIN when no approval is needed, and what the action itself refuses.
 */
export async function requestApproval(
  named: Action | string,
  request: ActionRequest
): Promise<bigint> {
  const prepared = await prepareAction(named, { ...request, supervisor: null })
  const { action, actor, reason, now } = prepared
  return db.transaction(async (tx) => {
    const over = await overAuthorityWithin(tx, prepared)
    if (!over || actor.userId === null) {
      throw errors.E_ACTIONS_WITHIN({ action: action.name, title: action.title })
    }
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into actions_approvals
         (municipality_id, action, input, reason, amount, requested_by, requested_at)
       values (?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[actor.municipalityId, action.name, canonicalJson(kept(request.input)), reason],
        ...[over.amount, actor.userId, now],
      ]
    )
    const amount = amountText(over.amount, action.authority!.unit)
    const text = `Aprovação pedida: ${action.title}, ${amount}`
    await note(tx, { actor, id: row!.id, action: 'actions.request_approval', text, reason })
    return row!.id
  })
}

/** By how much a request is above its person's authority, or null when it is not; nothing is done. */
export async function overAuthorityOf(
  named: Action | string,
  request: ActionRequest
): Promise<OverAuthority | null> {
  const prepared = await prepareAction(named, request)
  return db.transaction((tx) => overAuthorityWithin(tx, prepared))
}

/** Whether a person may approve a waiting request. */
export async function mayApprove(person: Actor, { action, amount, requestedBy }: Approval) {
  const declared = findAction(action)
  if (!declared.authority) return false
  const limits = await limitsOf(declared.authority, person.municipalityId)
  return mayAuthorise(person, { action: declared, amount, limits, requester: requestedBy })
}

/**
 * Approves a request: the action runs now, in the name of who asked and with the authorisation of who approves, in the same
 * transaction as the decision.
 * @throws BusinessError E_ACTIONS_APPROVAL, E_ACTIONS_SUPERVISOR, and what the action itself refuses.
 */
export async function approveRequest(approver: Actor, id: bigint): Promise<ActionOutcome<unknown>> {
  const [found] = await query<Approval>(
    db,
    `${SELECT} where a.id = ? and a.municipality_id = ? and a.status = 'waiting'`,
    [id, approver.municipalityId]
  )
  if (!found) throw errors.E_ACTIONS_APPROVAL({ id })
  const action = findAction(found.action)
  const requester = await actorOfUser(found.requestedBy, approver.municipalityId)
  if (!requester || !(await mayApprove(approver, found))) {
    throw errors.E_ACTIONS_SUPERVISOR({ name: approver.name, title: action.title })
  }
  const prepared = await prepareAction(action, {
    actor: requester,
    supervisor: approver,
    input: JSON.parse(found.input),
    reason: found.reason,
  })
  return db.transaction(async (tx) => {
    await decide(tx, { id, status: 'approved', by: approver, reason: null })
    const outcome = await runPrepared(tx, prepared)
    await query(tx, 'update actions_approvals set outcome = ? where id = ?', [
      outcome.description,
      id,
    ])
    return outcome
  })
}

/** Refuses a request, with the reason that its person reads. */
export function refuseRequest(by: Actor, id: bigint, reason: string): Promise<void> {
  return db.transaction(async (tx) => {
    const text = `Pedido ${id} recusado`
    await decide(tx, { id, status: 'refused', by, reason })
    await note(tx, { actor: by, id, action: 'actions.refuse_approval', text, reason })
  })
}

/** Takes back one's own request. */
export function withdrawRequest(by: Actor, id: bigint): Promise<void> {
  return db.transaction(async (tx) => {
    const text = `Pedido ${id} retirado`
    await decide(tx, { id, status: 'withdrawn', by, reason: null })
    await note(tx, { actor: by, id, action: 'actions.withdraw_approval', text, reason: null })
  })
}

interface Decision {
  readonly id: bigint
  readonly status: Exclude<ApprovalStatus, 'waiting'>
  readonly by: Actor
  readonly reason: string | null
}

/** The row is taken by its status: of two who decide at once, one is told that it is decided. Only its person withdraws it. */
async function decide(tx: Tx, { id, status, by, reason }: Decision): Promise<void> {
  const rows = await query(
    tx,
    `update actions_approvals
        set status = ?, decided_by = ?, decided_at = ?, decision_reason = ?
      where id = ? and municipality_id = ? and status = 'waiting'
        and (requested_by = ?) = ?
      returning id`,
    [
      ...[status, by.userId, clock.now(), reason, id, by.municipalityId],
      ...[by.userId, status === 'withdrawn'],
    ]
  )
  if (!rows.length) throw errors.E_ACTIONS_APPROVAL({ id })
}

interface Note {
  readonly actor: Actor
  readonly id: bigint
  readonly action: string
  readonly text: string
  readonly reason: string | null
}

async function note(tx: Tx, { actor, id, action, text, reason }: Note): Promise<void> {
  await appendEntry(tx, {
    municipalityId: actor.municipalityId,
    at: clock.now(),
    actor,
    action,
    subject: { type: 'actions.approval', id },
    description: text,
    reason,
    payload: {},
  })
}
