import type { CivilDate } from '#core/calendar/index'
import type { JsonObject, Tx } from '#core/database/index'
import type { Actor } from '#core/actions/index'
import type { Issue } from '#core/kernel/index'

export interface JobContext {
  readonly tx: Tx
  readonly runId: bigint
  readonly actor: Actor
  readonly municipalityId: bigint
  /** A line of the run's log, in Portuguese. */
  log(text: string): void
  participate<P>(point: string, payload: P): Promise<Issue[]>
}

export interface JobPlan<C, S = JsonObject> {
  /** One entry per chunk; each is worked in one transaction by one process. */
  readonly chunks: readonly C[]
  /** Items in all, for the progress bar. */
  readonly total: number
  /** What every chunk shares, fixed for the whole run (a pack id, dates). */
  readonly state: S
}

export interface ChunkResult {
  readonly done: number
  readonly parked: number
  readonly issues: readonly Issue[]
  /** Named integers summed over the chunks: `{ invoices: 480, total_cents: '1234567' }`. */
  readonly figures: Readonly<Record<string, number | bigint>>
  /** What the chunk's audit entry keeps besides: sha256 of the rows written, with the list of columns and its version. */
  readonly trail?: JsonObject
}

/**
 * Many items in chunks: idempotent per chunk, resumable after `kill -9`, with progress and cancel. The queue only wakes a
 * worker; a chunk row is claimed and marked in the transaction of its writes, so nothing is lost or done twice.
 */
export interface Job<A = any, C = any, S = any> {
  readonly name: `${string}.${string}`
  readonly title: string
  readonly permission: string
  /**
   * It works only with what lies within the localities of who started it. Without it the run reaches the whole municipality,
   * and who is limited to some localities neither starts, resumes, cancels nor schedules it.
   */
  readonly keepsTerritory?: true
  /** What its figures are called on screens; one whose name ends in `_cents` is shown as money. */
  readonly figures?: Readonly<Record<string, string>>
  /** What the reasons of its issues are called on screens, by code. */
  readonly reasons?: Readonly<Record<string, string>>
  /** Runs with the same key are one run: starting it again returns the first. */
  key(args: A): string
  /** One line in Portuguese that tells this run from others: `Grupo 1 · 11/2026`. */
  label(args: A): string
  /** What a finished run left for people to take or to open: shown at the top of its page. */
  readonly results?: (
    runId: bigint
  ) => Promise<readonly { readonly title: string; readonly path: string }[]>
  /** Declared by a job that administrators may schedule. */
  readonly schedule?: JobSchedule<A>
  plan(context: JobContext, args: A): Promise<JobPlan<C, S>>
  perform(context: JobContext, chunk: C, state: S, args: A): Promise<ChunkResult>
  /** Once, after the last chunk, in a transaction of its own. */
  readonly finish?: (
    context: JobContext,
    state: S,
    args: A
  ) => Promise<Readonly<Record<string, number | bigint>>>
}

/** A choice that the administrator makes when scheduling a job: the group, the month before or this one. */
export interface ScheduleSetting {
  readonly name: string
  readonly label: string
  readonly help?: string
  /** The option that holds where none is given. */
  readonly otherwise?: string
  options(tx: Pick<Tx, 'rawQuery'>, municipalityId: bigint): Promise<readonly ScheduleOption[]>
}

export interface ScheduleOption {
  readonly value: string
  readonly label: string
}

/** How a scheduled run gets its arguments. */
export interface JobSchedule<A = any> {
  /** Made and changed by a screen of its own; people see it among the schedules, and may suspend it. */
  readonly isManaged?: true
  readonly settings?: readonly ScheduleSetting[]
  /**
   * Every municipality has a schedule of it without anybody asking, daily or by a cron expression; administrators may change or
   * suspend it.
   */
  readonly standing?: { readonly timeOfDay: string } | { readonly cron: string }
  /**
   * The arguments of an occurrence; what it throws is told to the people responsible. Null: at that time there is nothing to do,
   * and no trace of it is left (a job whose own parameter says the times at which it works).
   */
  args(occasion: {
    readonly tx: Tx
    readonly date: CivilDate
    /** `HH:MM` on the municipality's clocks. */
    readonly timeOfDay: string
    readonly settings: Readonly<Record<string, string>>
    readonly municipalityId: bigint
  }): A | null | Promise<A | null>
}

export type RunStatus = 'planned' | 'running' | 'done' | 'failed' | 'cancelled'

export interface RunSummary {
  readonly id: bigint
  readonly job: string
  readonly label: string
  readonly status: RunStatus
  readonly total: number
  readonly done: number
  readonly parked: number
  readonly figures: Readonly<Record<string, bigint>>
  readonly issues: readonly Issue[]
  /** True when the key had already been run: nothing was done now. */
  readonly isRepeat: boolean
}
