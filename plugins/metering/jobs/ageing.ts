import { systemActor, todayIn } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import type { ValidityPolicy } from '../configuration/parameters.ts'
import { orderAgedMeters, validityPolicy } from '../services/validity.ts'

export interface AgeingArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
}

interface Span {
  readonly after: bigint
  readonly until: bigint
}

interface State {
  readonly today: CivilDate
  readonly policy: ValidityPolicy
}

const METERS_PER_CHUNK = 20_000

async function plan({ tx, municipalityId }: JobContext): Promise<JobPlan<Span, State>> {
  const rows = await query<{ until: bigint }>(
    tx,
    `select id as until from (
       select id, row_number() over (order by id) as place, count(*) over () as all_meters
         from metering_meters where municipality_id = ?) m
      where place % ${METERS_PER_CHUNK} = 0 or place = all_meters order by id`,
    [municipalityId]
  )
  const ends = rows.map(({ until }) => until)
  const chunks = ends.map((until, index) => ({ after: ends[index - 1] ?? 0n, until }))
  const today = await todayIn(tx, municipalityId)
  return {
    chunks,
    total: chunks.length,
    state: { today, policy: await validityPolicy(tx, municipalityId) },
  }
}

async function perform(
  { tx, municipalityId, log }: JobContext,
  span: Span,
  { today, policy }: State
): Promise<ChunkResult> {
  const { name: by } = systemActor(municipalityId)
  const opened = await orderAgedMeters(tx, { municipalityId, today, policy, by }, span)
  if (opened) log(`${opened} ordens de troca abertas para ${policy.team}`)
  return { done: 1, parked: 0, issues: [], figures: { opened }, trail: { opened } }
}

/** Each day: asks the exchange of installed meters whose validity is about to end. */
export const ageingJob: Job<AgeingArgs, Span, State> = {
  name: 'metering.ageing',
  title: 'Validade dos hidrômetros',
  permission: 'metering.write',
  figures: { opened: 'Ordens de troca abertas' },
  key: ({ on }) => on,
  label: ({ on }) => `Validade dos hidrômetros em ${on.slice(0, 10)}`,
  schedule: { args: ({ date }) => ({ on: date }), standing: { timeOfDay: '00:20' } },
  plan,
  perform,
}
