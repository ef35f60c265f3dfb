import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { inForce } from '#core/configuration/index'
import { query } from '#core/database/index'
import type { Municipality } from '../municipality.ts'
import { conflictsOf, pairKey, practiceLevel } from './conflicts.ts'
import { DUTIES_KEY, DUTIES_KIND } from './kind.ts'
import type { DutiesMatrix, DutyActivity } from './types.ts'

export interface ExceptionRow {
  readonly id: bigint
  readonly userId: bigint
  readonly fullName: string
  readonly a: string
  readonly b: string
  readonly reason: string
  readonly validUntil: CivilDate
  readonly status: 'requested' | 'approved' | 'refused' | 'revoked'
  readonly requestedBy: bigint | null
  readonly requester: string | null
  readonly requestedAt: Date
  readonly decider: string | null
  readonly decidedAt: Date | null
}

/** Exceptions of a municipality, newest first. */
export function listExceptions(municipalityId: bigint): Promise<ExceptionRow[]> {
  return query<ExceptionRow>(
    db,
    `select e.id, e.user_id as "userId", u.full_name as "fullName", e.activity_a as a, e.activity_b as b,
            e.reason, e.valid_until as "validUntil", e.status, e.requested_by as "requestedBy",
            asked.full_name as requester, e.requested_at as "requestedAt",
            decided.full_name as decider, e.decided_at as "decidedAt"
       from access_duty_exceptions e join access_users u on u.id = e.user_id
       left join access_users asked on asked.id = e.requested_by
       left join access_users decided on decided.id = e.decided_by
      where e.municipality_id = ? order by e.requested_at desc, e.id desc limit 200`,
    [municipalityId]
  )
}

export interface ConflictRow {
  readonly userId: bigint
  readonly fullName: string
  readonly login: string
  readonly area: string | null
  readonly profiles: readonly string[]
  readonly a: DutyActivity
  readonly b: DutyActivity
  readonly because: string
  /** The approved exception that covers it today, or null. */
  readonly exception: ExceptionRow | null
  readonly isRequested: boolean
}

export interface DutiesReport {
  readonly matrix: DutiesMatrix
  readonly conflicts: readonly ConflictRow[]
  readonly exceptions: readonly ExceptionRow[]
  readonly practices: readonly {
    readonly code: string
    readonly title: string
    readonly level: 1 | 2 | 3
    readonly pairs: readonly { readonly title: string; readonly people: number }[]
  }[]
}

interface Person {
  readonly id: bigint
  readonly fullName: string
  readonly login: string
  readonly area: string | null
  readonly profiles: readonly string[]
  readonly permissions: readonly string[]
}

/** Who combines duties that the matrix in force keeps apart, what is excepted, and the level of each practice. */
export async function dutiesReport({ id, timeZone }: Municipality): Promise<DutiesReport> {
  const today = clock.today(timeZone)
  const version = await inForce(DUTIES_KIND, DUTIES_KEY, id, today)
  const matrix = (version?.content ?? {
    ...{ activities: [], conflicts: [], practices: [] },
  }) as unknown as DutiesMatrix
  const exceptions = await listExceptions(id)
  const people = await peopleOf(id)
  const conflicts = people.flatMap((person) =>
    conflictsOf(new Set(person.permissions), matrix).map((one) => {
      const own = exceptions.filter(
        ({ userId, a, b }) =>
          userId === person.id && pairKey(a, b) === pairKey(one.a.code, one.b.code)
      )
      const { id: userId, fullName, login, area, profiles } = person
      return {
        ...{ userId, fullName, login, area, profiles, ...one },
        exception:
          own.find(({ status, validUntil }) => status === 'approved' && validUntil >= today) ??
          null,
        isRequested: own.some(({ status }) => status === 'requested'),
      }
    })
  )
  return { matrix, conflicts, exceptions, practices: practicesOf(matrix, conflicts) }
}

function peopleOf(municipalityId: bigint): Promise<Person[]> {
  return query<Person>(
    db,
    `select u.id, u.full_name as "fullName", u.login, u.area,
            array_agg(distinct f.name) as profiles, array_agg(distinct p.permission) as permissions
       from access_users u
       join access_user_profiles up on up.user_id = u.id
       join access_profiles f on f.id = up.profile_id
       join access_profile_permissions p on p.profile_id = up.profile_id
      where u.municipality_id = ? and u.is_active group by u.id order by u.full_name, u.id`,
    [municipalityId]
  )
}

function practicesOf(matrix: DutiesMatrix, conflicts: readonly ConflictRow[]) {
  const titles = new Map(matrix.activities.map(({ code, title }) => [code, title]))
  const people = new Map<string, number>()
  for (const { a, b } of conflicts) {
    const key = pairKey(a.code, b.code)
    people.set(key, (people.get(key) ?? 0) + 1)
  }
  return matrix.practices.map((practice) => ({
    code: practice.code,
    title: practice.title,
    level: practiceLevel(practice, new Set(people.keys())),
    pairs: practice.pairs.map(([a, b]) => ({
      title: `${titles.get(a)} × ${titles.get(b)}`,
      people: people.get(pairKey(a, b)) ?? 0,
    })),
  }))
}
