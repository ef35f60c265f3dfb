import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { kindNamed } from './check_content.ts'
import { errors } from './errors.ts'
import { baseKey } from './local_keys.ts'
import { parameterWithin } from './in_force.ts'
import { EMERGENCY_ITEMS } from './parameters.ts'
import { type Reader, queryOne } from './query.ts'
import { type Version, emergencyVersions } from './versions.ts'

export interface Overdue {
  readonly id: bigint
  readonly title: string
  readonly author: string
  readonly ratifyUntil: CivilDate
}

/** Emergency versions that nobody decided about in time, the longest overdue first. */
export function overdueEmergencies(
  reader: Reader,
  municipalityId: bigint,
  today: CivilDate
): Promise<Overdue[]> {
  return query<Overdue>(
    reader,
    `select v.id, i.title, u.full_name as author, v.ratify_until as "ratifyUntil"
       from configuration_versions v
       join configuration_items i on i.id = v.item_id and i.municipality_id = ?
       join access_users u on u.id = v.author_id
      where v.is_emergency and v.ratify_until < ?
        and not exists (select from configuration_acts a where a.version_id = v.id)
      order by v.ratify_until, v.id`,
    [municipalityId, today]
  )
}

interface DecidedItem {
  /** `kind/key`. */
  readonly item: string
  readonly admitted: boolean
}

/** Whether a version of the item may be put in force by one person: what the utility decided, or else its kind. */
export async function admitsEmergency(
  reader: Reader,
  { kind, key }: Pick<Version, 'kind' | 'key'>,
  municipalityId: bigint
): Promise<boolean> {
  const declared = kindNamed(kind).admitsEmergency?.(key) ?? true
  if (`${kind}/${key}` === `parameter/${EMERGENCY_ITEMS}`) return declared
  const decided = await parameterWithin<readonly DecidedItem[]>(reader, {
    ...{ key: EMERGENCY_ITEMS, municipalityId },
  })
  return decided.find(({ item }) => item === `${kind}/${baseKey(key)}`)?.admitted ?? declared
}

/** @throws BusinessError E_CONFIGURATION_EMERGENCY_KIND */
export async function requireEmergencyAdmitted(
  reader: Reader,
  version: Version,
  municipalityId: bigint
): Promise<void> {
  if (await admitsEmergency(reader, version, municipalityId)) return
  const { kind, key, title } = version
  throw errors.E_CONFIGURATION_EMERGENCY_KIND({ kind, key, title })
}

/** How many emergency versions there were, and what became of them. */
export interface EmergencyFigures {
  readonly total: number
  readonly waiting: number
  readonly overdue: number
  readonly ratified: number
  readonly late: number
  readonly refused: number
}

export interface EmergencyReport {
  readonly figures: EmergencyFigures
  readonly versions: readonly Version[]
}

/** The report of internal control on emergency versions put in force from one day to another. */
export async function emergencyReport(
  reader: Reader,
  municipalityId: bigint,
  { from, until, today, timeZone }: Span
): Promise<EmergencyReport> {
  const figures = await queryOne<EmergencyFigures>(
    reader,
    `select count(*)::int as total,
            count(*) filter (where a.id is null)::int as waiting,
            count(*) filter (where a.id is null and v.ratify_until < ?)::int as overdue,
            count(*) filter (where a.act = 'ratified')::int as ratified,
            count(*) filter (where (a.decided_at at time zone ?)::date > v.ratify_until)::int as late,
            count(*) filter (where a.act = 'refused')::int as refused
       from configuration_versions v
       join configuration_items i on i.id = v.item_id and i.municipality_id = ?
       left join configuration_acts a on a.version_id = v.id
      where v.is_emergency and v.in_force_from between ? and ?`,
    [today, timeZone, municipalityId, from, until]
  )
  return {
    figures: figures!,
    versions: await emergencyVersions(reader, municipalityId, from, until),
  }
}

export interface Span {
  readonly from: CivilDate
  readonly until: CivilDate
  readonly today: CivilDate
  readonly timeZone: string
}
