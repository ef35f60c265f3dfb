import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { OBSTACLES, dayObstacle, firstCutDay } from '../../domain/cut_calendar.ts'
import { type CutLevel, levelsOf } from '../../domain/cut_policy.ts'
import { candidates } from './candidates.ts'
import { openBench } from './judge.ts'
import { quotaLeft } from './quota.ts'

const NAMES = ['no cavalete', 'no ramal', 'supressão'] as const
const DAYS: Readonly<Record<string, string>> = {
  ...{ mon: 'seg', tue: 'ter', wed: 'qua', thu: 'qui', fri: 'sex', sat: 'sáb', sun: 'dom' },
}

interface Ran {
  readonly level: CutLevel
  readonly ran_on: CivilDate
  readonly run_id: bigint
}

/** What the page of the cut shows on a day: whether the law allows one, and what waits at each level. */
export async function cutOrdersPage(
  tx: Tx,
  { municipalityId, on }: { readonly municipalityId: bigint; readonly on: CivilDate }
) {
  const { policy, calendar, knownUntil } = await openBench(tx, { municipalityId, on })
  const ran = await query<Ran>(
    tx,
    'select distinct on (level) level, ran_on, run_id from dunning_cut_runs where municipality_id = ? order by level, ran_on desc',
    [municipalityId]
  )
  const levels = []
  for (const { number, weekdays, time, days_after: daysAfter } of levelsOf(policy)) {
    const waiting = await candidates(tx, { municipalityId, on, level: number, policy })
    const last = ran.find(({ level }) => level === number)
    levels.push({
      ...{ number, name: NAMES[number - 1]!, time, daysAfter, waiting: waiting.length },
      days: weekdays.map((day) => DAYS[day]).join(', '),
      last: last && { on: last.ran_on, runId: last.run_id },
    })
  }
  const obstacle = dayObstacle(on, calendar)
  return {
    ...{ levels, knownUntil, left: await quotaLeft(tx, { municipalityId, on, policy }) },
    maximum: policy.daily_maximum,
    obstacle: obstacle && { ...OBSTACLES[obstacle], next: firstCutDay(on, calendar) },
  }
}
