import db from '@adonisjs/lucid/services/db'
import { requirePermission } from '#core/access/index'
import { appendEntry, trailValue } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import type { JsonObject, Tx } from '#core/database/index'
import { BusinessError, registries } from '#core/kernel/index'
import { isOutside } from '#core/records/query/in_scope'
import {
  type AuthorityLimits,
  type AuthorityUse,
  OverAuthority,
  askedAmount,
  checkAuthority,
  doneAmount,
  limitsOf,
} from './authority.ts'
import { errors } from './errors.ts'
import { fieldMessages } from './messages.ts'
import { checkEvent } from './events.ts'
import { type OutboxEvent, writeEvents } from './outbox.ts'
import { participate } from './participate.ts'
import { writeServiceRecord } from './service_records/write.ts'
import { signatureOf } from './signature.ts'
import type { Action, ActionContext, Actor } from './types.ts'

export interface ActionRequest {
  readonly actor: Actor
  /** Raw input; the action's own schema validates it. */
  readonly input: unknown
  readonly reason?: string | null
  /** The instant of the action; the clock's when not given. */
  readonly now?: Date
  /** Somebody with more authority, who proved who they are for this one request. */
  readonly supervisor?: Actor | null
}

export interface ActionOutcome<O> {
  readonly output: O
  /** What was done, in one sentence in Portuguese. */
  readonly description: string
}

/** The action of that name. @throws BusinessError E_ACTIONS_UNKNOWN */
export function findAction(name: string): Action {
  const action = registries().actions.find(name)
  if (!action) throw errors.E_ACTIONS_UNKNOWN({ name })
  return action
}

/**
 * Runs a business operation: authorise → validate → one transaction (run → audit → events) → commit.
 * @returns what the action's `run` returned.
 */
export async function runAction<I, O>(
  action: Action<I, O> | string,
  request: ActionRequest
): Promise<O> {
  const { output } = await performAction(action, request)
  return output
}

/** As `runAction`, with the sentence that tells people what was done. */
export async function performAction<I, O>(
  named: Action<I, O> | string,
  request: ActionRequest
): Promise<ActionOutcome<O>> {
  const prepared = await prepareAction(named, request).catch(async (error: unknown) => {
    await recordDenial(named, request, error)
    throw error
  })
  try {
    return await db.transaction((tx) => runPrepared(tx, prepared))
  } catch (error) {
    await recordRefusal(prepared, error)
    throw error
  }
}

/** An attempt that was refused leaves nothing but its entry, where the action wants one. */
async function recordRefusal(
  { action, input, actor, reason, now }: PreparedAction,
  error: unknown
) {
  if (!action.refused || !(error instanceof BusinessError)) return
  const { code, people } = error
  const subject = action.refused(input)
  await db.transaction((tx) =>
    appendEntry(tx, {
      ...{ municipalityId: actor.municipalityId, at: now, actor, reason, subject },
      action: action.name,
      description: `Recusado: ${action.title}. ${people}`,
      payload: { refused: code ?? null, input: trailValue(input) },
    })
  )
}

/** Who lacks the permission and tried is written down; nothing of what they sent is. */
async function recordDenial<I, O>(
  named: Action<I, O> | string,
  { actor, now = clock.now() }: ActionRequest,
  error: unknown
): Promise<void> {
  const action: Action<I, O> = typeof named === 'string' ? findAction(named) : named
  if (!action.refused || !(error instanceof BusinessError) || error.code !== 'E_ACCESS_DENIED')
    return
  await db.transaction((tx) =>
    appendEntry(tx, {
      ...{ municipalityId: actor.municipalityId, at: now, actor, reason: null, subject: null },
      action: action.name,
      description: `Recusado: ${action.title}. ${error.people}`,
      payload: { refused: 'E_ACCESS_DENIED' },
    })
  )
}

/** A request that passed everything that is checked before the transaction. */
export interface PreparedAction<I = any, O = any> {
  readonly action: Action<I, O>
  readonly input: I
  readonly actor: Actor
  readonly supervisor: Actor | null
  readonly reason: string | null
  readonly now: Date
  readonly limits: AuthorityLimits | null
}

/** Authorises and validates, and reads the limits of authority: all that needs no transaction. */
export async function prepareAction<I, O>(
  named: Action<I, O> | string,
  request: ActionRequest
): Promise<PreparedAction<I, O>> {
  const action: Action<I, O> = typeof named === 'string' ? findAction(named) : named
  const { actor, supervisor = null, now = clock.now() } = request
  requirePermission(actor, action.permission, action.title)
  const reason = reasonOf(action, request.reason)
  const input = await validate(action, request.input)
  const limits = action.authority ? await limitsOf(action.authority, actor.municipalityId) : null
  return { action, input, actor, supervisor, reason, now, limits }
}

/** Runs a prepared request in the caller's transaction: authority → run → audit → events. */
export async function runPrepared<I, O>(
  tx: Tx,
  prepared: PreparedAction<I, O>
): Promise<ActionOutcome<O>> {
  const { action, input, actor, reason, now } = prepared
  const events: OutboxEvent[] = []
  const { output, use } = await runMeasured(tx, prepared, events)
  const description = action.describe(input, output)
  const subject = action.subject(input, output)
  if (subject && (await isOutside(tx, actor, subject))) {
    throw errors.E_ACTIONS_OUTSIDE({ action: action.name, ...subject, user: actor.name })
  }
  const signature = signatureOf(actor, use)
  const entryId = await appendEntry(tx, {
    municipalityId: actor.municipalityId,
    at: now,
    actor: { ...actor, name: signature.name },
    onBehalfOf: actor.lent?.get(action.exercises?.(input, output) ?? action.permission),
    action: action.name,
    subject,
    description,
    reason,
    payload: { ...trailOf(action, input, output), ...signature.payload },
  })
  const order = action.serviceRecord
  if (order && subject && order.applies?.(input, output) !== false) {
    const { task, group, unit } = order
    await writeServiceRecord(tx, {
      ...{ entryId, task, group, subject, description, reason, now, actor },
      action: action.name,
      unit: unit?.(input, output) ?? subject,
    })
  }
  await writeEvents(tx, actor.municipalityId, events)
  return { output, description }
}

/** Runs within the authority of who asks, or of who authorises it; what only doing it measures is judged when it is done. */
async function runMeasured<I, O>(
  tx: Tx,
  prepared: PreparedAction<I, O>,
  events: OutboxEvent[]
): Promise<{ readonly output: O; readonly use: AuthorityUse | null }> {
  const { action, input, actor, reason, now } = prepared
  const asked = judge(prepared, await askedAmount(tx, prepared))
  const output = await action.run(contextOf(tx, { actor, now, reason, events }), input)
  return { output, use: asked ?? judge(prepared, doneAmount(action, output)) }
}

function judge({ action, actor, supervisor, limits }: PreparedAction, amount: bigint | null) {
  if (!limits || amount === null) return null
  return checkAuthority(action, amount, { actor, supervisor, limits })
}

/**
 * By how much a prepared request is above its person's authority, or null when it is not; nothing stays done.
 * Errors: those of the action, where only doing it tells.
 */
export async function overAuthorityWithin(
  tx: Tx,
  request: PreparedAction
): Promise<OverAuthority | null> {
  if (!request.limits) return null
  const prepared = { ...request, supervisor: null }
  const trial = await tx.transaction()
  try {
    const amount = await askedAmount(trial, prepared)
    if (amount === null) await runMeasured(trial, prepared, [])
    else judge(prepared, amount)
    return null
  } catch (error) {
    if (error instanceof OverAuthority) return error
    throw error
  } finally {
    await trial.rollback()
  }
}

async function validate<I, O>(action: Action<I, O>, input: unknown): Promise<I> {
  const options = { messagesProvider: fieldMessages } as unknown as Parameters<
    Action['input']['validate']
  >[1]
  return (await action.input.validate(input, options)) as I
}

function reasonOf(action: Action, given: string | null | undefined): string | null {
  const reason = given?.trim() || null
  if (action.reason === 'required' && !reason)
    throw errors.E_ACTIONS_REASON({ action: action.name, title: action.title })
  return action.reason === 'none' ? null : reason
}

/**
 * Does something as an action would, in a transaction that is undone: what it returns is what would happen. Authorises and
 * validates as the action does. Errors: those of the action.
 */
export async function previewAction<I, T>(
  named: Action<I> | string,
  request: ActionRequest,
  work: (context: ActionContext, input: I) => Promise<T>
): Promise<T> {
  const { input, actor, reason, now } = await prepareAction<I, unknown>(named, request)
  const tx = await db.transaction()
  try {
    return await work(contextOf(tx, { actor, now, reason, events: [] }), input)
  } finally {
    await tx.rollback()
  }
}

interface Circumstances {
  readonly actor: Actor
  readonly now: Date
  readonly reason: string | null
  readonly events: OutboxEvent[]
}

function contextOf(tx: Tx, { actor, now, reason, events }: Circumstances): ActionContext {
  const municipalityId = actor.municipalityId
  return {
    tx,
    actor,
    municipalityId,
    now,
    reason,
    emit(event, payload) {
      checkEvent(event)
      events.push({ event, payload })
    },
    participate: (point, payload) =>
      participate(point, payload, { tx, municipalityId, actor, now }),
  }
}

function trailOf<I, O>(action: Action<I, O>, input: I, output: O): JsonObject {
  const trail = action.trail?.(input, output)
  return { input: trailValue(input), ...(trail ? { trail: trailValue(trail) } : {}) }
}
