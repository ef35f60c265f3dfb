import type { HttpContext } from '@adonisjs/core/http'

/** A person with a login, as signing in sees them. */
export interface KnownUser {
  readonly id: bigint
  readonly municipalityId: bigint
  readonly login: string
  readonly email: string | null
  readonly fullName: string
  /** Salted hash, or null for who only enters through a directory. */
  readonly password: string | null
  readonly isActive: boolean
  readonly blockedAt: Date | null
  readonly lockedUntil: Date | null
  readonly attemptsFrom: Date | null
  readonly passwordChangedAt: Date
  readonly mustChangePassword: boolean
}

export interface SignInRequest {
  readonly login: string
  readonly password: string
  readonly ctx: HttpContext
}

/**
 * - `accepted`: this source vouches for the person;
 * - `wrong`: it knows the person and the password is not theirs; no other source is asked;
 * - `unknown`: it does not know the person: the next source is asked;
 * - `unreachable`: it cannot answer now; the next source is asked, and nobody is counted a wrong attempt.
 */
export type Verdict = 'accepted' | 'wrong' | 'unknown' | 'unreachable'

/** One place that can tell whether a password is a person's: the local hash, a directory. */
export interface CredentialSource {
  /** Kept with the session: `local`, `ldap`. */
  readonly name: string
  verify(user: KnownUser, password: string): Promise<Verdict>
}

/** A step between the password and the session: a code of an authenticator, for instance. */
export interface SecondStep {
  readonly name: string
  /** Page that asks for it; it ends with `finishSignIn`. */
  readonly path: `/${string}`
  isNeeded(user: KnownUser, source: string): Promise<boolean>
}

/** A page that a new session must be done with before any other opens: an expired password, for instance. */
export interface Gate {
  readonly name: string
  readonly path: `/${string}`
  isClosed(user: KnownUser, source: string): Promise<boolean>
}

/** What became of an attempt, as the attempt log keeps it. */
export type AttemptOutcome =
  | 'entered'
  | 'wrong_password'
  | 'wrong_code'
  | 'unknown_login'
  | 'inactive'
  | 'blocked'
  | 'unreachable'

/** Where the person goes on: a page to open, or the page of a second step. */
export interface SignInOutcome {
  readonly status: 'signed_in' | 'second_step'
  readonly path: string
}
