import { type CivilDate, dayOfWeek } from '#core/calendar/index'

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
export type CutLevel = 1 | 2 | 3
export const LEVELS: readonly CutLevel[] = [1, 2, 3]

export interface LevelPolicy {
  readonly is_used: boolean
  /** Codes of service types. */
  readonly service: string
  readonly reconnection: string
  readonly weekdays: readonly Weekday[]
  /** `HH:MM` on the municipality's clocks. */
  readonly time: string
  /** Since the level before was executed. */
  readonly days_after: number
}

/** Value of the parameter `dunning.cut_orders`. */
export interface CutPolicy {
  readonly priority: 'location' | 'due_date' | 'amount'
  readonly daily_maximum: number
  readonly minimum_cents: string
  readonly message: string
  readonly level_1: LevelPolicy
  readonly level_2: LevelPolicy
  readonly level_3: LevelPolicy
  readonly first_hour: string
  readonly last_hour: string
  readonly recent_days: number
  readonly minimum_photos: number
}

export interface NumberedLevel extends LevelPolicy {
  readonly number: CutLevel
}

/** The levels in use, in order (DECISIONS 27). */
export function levelsOf(policy: CutPolicy): NumberedLevel[] {
  return LEVELS.map((number) => ({ number, ...policy[`level_${number}`] })).filter(
    ({ is_used: isUsed }) => isUsed
  )
}

/** In which situation a level finds the water, and in which it leaves it. */
export const SITUATIONS = {
  1: { from: 'active', to: 'cut_standpipe' },
  2: { from: 'cut_standpipe', to: 'cut_branch' },
  3: { from: 'cut_branch', to: 'suppressed' },
} as const satisfies Readonly<Record<CutLevel, { from: string; to: string }>>

const NAMES: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The levels whose time of that weekday has come. */
export function levelsDue(policy: CutPolicy, on: CivilDate, timeOfDay: string): CutLevel[] {
  const today = NAMES[dayOfWeek(on)]!
  return levelsOf(policy)
    .filter(({ weekdays, time }) => weekdays.includes(today) && time <= timeOfDay)
    .map(({ number }) => number)
}
