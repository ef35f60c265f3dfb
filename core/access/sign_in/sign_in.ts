import type { HttpContext } from '@adonisjs/core/http'
import hash from '@adonisjs/core/services/hash'
import { clock } from '#core/calendar/index'
import { DIRECTORY_SOURCE, operatorByDirectory } from '../directory/directory_source.ts'
import { errors } from '../errors.ts'
import { accessPolicy } from '../policy.ts'
import { openSession } from '../sessions/open_session.ts'
import { blockOf, recordAttempt, recordWrongAttempt } from './attempts.ts'
import { CREDENTIAL_SOURCES } from './credential_sources.ts'
import { findUserById, findUserByLogin } from './find_user.ts'
import { SECOND_STEPS } from './second_steps.ts'
import type { AttemptOutcome, KnownUser, SignInOutcome, SignInRequest } from './types.ts'

const PENDING = 'access_pending'
/** How long the page of a second step waits for its answer. */
const PENDING_MINUTES = 10

/** Who gave the right password and has not yet done the second step. */
export interface PendingSignIn {
  readonly user: KnownUser
  readonly source: string
}

/**
 * From login and password to a session: person → block → credential → second step → session (with its gates). Every
 * attempt is logged.
 * @throws BusinessError E_ACCESS_LOGIN in the same words whatever is wrong, E_ACCESS_BLOCKED, E_ACCESS_LOCKED.
 */
export async function signIn(request: SignInRequest): Promise<SignInOutcome> {
  const { user, source } = await verifyCredential(request)
  return afterCredential(request.ctx, user, source)
}

/**
 * Who login and password belong to, without opening a session: for a screen that is unlocked, or somebody who lends their
 * authority. Blocks and logs are those of signing in.
 * @throws BusinessError as `signIn`
 */
export async function verifyCredential(request: SignInRequest): Promise<PendingSignIn> {
  const { login, password, ctx } = request
  const user = await findUserByLogin(login)
  if (!user) return byNetwork(request)
  await refuseBlocked(ctx, user)
  const source = await verifiedBy(ctx, user, password)
  if (!user.isActive) await refuse(ctx, user, 'inactive')
  return { user, source }
}

/** A login that nobody has here may be an account of the network. */
async function byNetwork({ login, password, ctx }: SignInRequest): Promise<PendingSignIn> {
  const user = await operatorByDirectory(login, password)
  if (!user) {
    // As slow as a wrong password: the time does not tell which logins exist.
    await hash.make(password)
    await recordAttempt(ctx, { login, user, outcome: 'unknown_login' })
    throw errors.E_ACCESS_LOGIN()
  }
  await refuseBlocked(ctx, user)
  if (!user.isActive) await refuse(ctx, user, 'inactive')
  return { user, source: DIRECTORY_SOURCE }
}

/** For sources that vouch for a person by themselves (single sign-on): block, second step and session as for a password. */
export async function signInAs(
  ctx: HttpContext,
  user: KnownUser,
  source: string
): Promise<SignInOutcome> {
  await refuseBlocked(ctx, user)
  if (!user.isActive) await refuse(ctx, user, 'inactive')
  return afterCredential(ctx, user, source)
}

/** The person whose second step this browser is in the middle of; null when there is none or it took too long. */
export async function pendingSignIn({ session }: HttpContext): Promise<PendingSignIn | null> {
  const pending = session.get(PENDING) as { id: string; source: string; at: number } | undefined
  if (!pending || clock.now().getTime() - pending.at > PENDING_MINUTES * 60_000) return null
  const user = await findUserById(pending.id)
  return user?.isActive && blockOf(user, clock.now()) === undefined
    ? { user, source: pending.source }
    : null
}

/** Ends a sign-in after its second step was answered rightly. @throws BusinessError E_ACCESS_SESSION when it took too long */
export async function finishSignIn(ctx: HttpContext): Promise<SignInOutcome> {
  const pending = await pendingSignIn(ctx)
  if (!pending) throw errors.E_ACCESS_SESSION()
  ctx.session.forget(PENDING)
  return entered(ctx, pending.user, pending.source)
}

/** Counts a wrong answer to a second step like a wrong password. @throws BusinessError E_ACCESS_BLOCKED, E_ACCESS_LOCKED */
export async function failSecondStep(ctx: HttpContext, user: KnownUser): Promise<void> {
  const policy = await accessPolicy(user.municipalityId)
  const isBlocked = await recordWrongAttempt(ctx, { user, outcome: 'wrong_code', policy })
  if (!isBlocked) return
  ctx.session.forget(PENDING)
  throw await blockError(user.id)
}

async function afterCredential(ctx: HttpContext, user: KnownUser, source: string) {
  for (const step of SECOND_STEPS) {
    if (!(await step.isNeeded(user, source))) continue
    ctx.session.put(PENDING, { id: String(user.id), source, at: clock.now().getTime() })
    return { status: 'second_step', path: step.path } as const
  }
  return entered(ctx, user, source)
}

async function entered(ctx: HttpContext, user: KnownUser, source: string): Promise<SignInOutcome> {
  const wanted = ctx.session.pull('wanted', '/') as string
  const gate = await openSession(ctx, user, source)
  await recordAttempt(ctx, { login: user.login, user, outcome: 'entered' })
  if (gate) ctx.session.put('wanted', wanted)
  return { status: 'signed_in', path: gate?.path ?? wanted }
}

async function verifiedBy(ctx: HttpContext, user: KnownUser, password: string): Promise<string> {
  let isUnreachable = false
  for (const source of CREDENTIAL_SOURCES) {
    const verdict = await source.verify(user, password)
    if (verdict === 'accepted') return source.name
    if (verdict === 'wrong') return refuseWrong(ctx, user)
    isUnreachable ||= verdict === 'unreachable'
  }
  if (!isUnreachable) return refuseWrong(ctx, user)
  await recordAttempt(ctx, { login: user.login, user, outcome: 'unreachable' })
  throw errors.E_ACCESS_UNREACHABLE()
}

async function refuseWrong(ctx: HttpContext, user: KnownUser): Promise<never> {
  const policy = await accessPolicy(user.municipalityId)
  await recordWrongAttempt(ctx, { user, outcome: 'wrong_password', policy })
  throw errors.E_ACCESS_LOGIN()
}

async function refuse(ctx: HttpContext, user: KnownUser, outcome: AttemptOutcome): Promise<never> {
  await recordAttempt(ctx, { login: user.login, user, outcome })
  throw errors.E_ACCESS_LOGIN()
}

async function refuseBlocked(ctx: HttpContext, user: KnownUser): Promise<void> {
  if (blockOf(user, clock.now()) === undefined) return
  await recordAttempt(ctx, { login: user.login, user, outcome: 'blocked' })
  throw await blockError(user.id)
}

async function blockError(userId: bigint) {
  const user = (await findUserById(userId))!
  const until = blockOf(user, clock.now())
  const { login } = user
  if (!until) return errors.E_ACCESS_BLOCKED({ login })
  return errors.E_ACCESS_LOCKED({ login, until: until.toISOString(), minutes: minutesTo(until) })
}

const minutesTo = (until: Date) =>
  Math.max(1, Math.ceil((until.getTime() - clock.now().getTime()) / 60_000))
