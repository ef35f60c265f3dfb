import type { Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { andSubjectInside, scopeCondition } from '#core/records/index'
import { type ArchivedWhole, archivedWholes } from './wholes.ts'
import { keptSince } from './year.ts'

interface Weight {
  readonly year: string
  readonly active: bigint
  readonly active_cents: bigint
  readonly archived: bigint
  readonly archived_cents: bigint
}

/** Rows and amounts of a whole by year: those in use, those in the dead file, and both together. */
async function yearsOf(tx: Tx, actor: Actor, whole: ArchivedWhole) {
  const scope = scopeCondition(registries().records.get(whole.record), actor)
  const inside = scope ? ` and ${scope.sql}` : ''
  const cents = whole.cents ?? '0'
  const half = (from: string) =>
    `select left(${whole.month}, 4) as year, '${from}' as place, count(*) as rows, coalesce(sum(${cents}), 0)::bigint as cents
       from ${from}.${whole.table} where municipality_id = ?${inside} group by 1`
  const of = (place: string, what: string) =>
    `coalesce(sum(${what}) filter (where place = '${place}'), 0)::bigint`
  return query<Weight>(
    tx,
    `select year, ${of('public', 'rows')} as active, ${of('public', 'cents')} as active_cents,
            ${of('archive', 'rows')} as archived, ${of('archive', 'cents')} as archived_cents
       from (${half('public')} union all ${half('archive')}) t group by year order by year desc`,
    ['public', 'archive'].flatMap(() => [
      actor.municipalityId,
      ...((scope?.bindings ?? []) as readonly bigint[]),
    ])
  )
}

interface RunRow {
  readonly id: bigint
  readonly label: string
  readonly status: string
  readonly year: number
  readonly mode: 'check' | 'move'
  readonly actor_name: string
  readonly created_at: Date
  readonly moved: bigint
  readonly rows: bigint
  readonly total_cents: bigint
  readonly refused: bigint
  readonly refused_cents: bigint
}

const RUNS_SHOWN = 20

const figure = (name: string) =>
  `coalesce(sum((c.figures ->> '${name}')::bigint), 0)::bigint as ${name}`

async function runsOf(tx: Tx, municipalityId: bigint): Promise<RunRow[]> {
  return query<RunRow>(
    tx,
    `select r.id, r.label, r.status, split_part(r.key, '/', 1)::int as year, split_part(r.key, '/', 2) as mode,
            r.actor_name, r.created_at, ${['moved', 'rows', 'total_cents', 'refused', 'refused_cents'].map(figure).join(', ')}
       from jobs_runs r left join jobs_chunks c on c.run_id = r.id
      where r.municipality_id = ? and r.job = 'archive.year' group by r.id order by r.id desc limit ${RUNS_SHOWN}`,
    [municipalityId]
  )
}

interface ReasonRow {
  readonly subject_type: string
  readonly code: string
  readonly reason: string
  readonly sets: bigint
  readonly cents: bigint
}

/** Why rows stayed in a run, the reason of most first. */
async function reasonsOf(tx: Tx, actor: Actor, runId: bigint): Promise<ReasonRow[]> {
  const inside = andSubjectInside({ type: 'subject_type', id: 'subject_id' }, actor)
  return query<ReasonRow>(
    tx,
    `select subject_type, code, reason, count(*) as sets, coalesce(sum(amount_cents), 0)::bigint as cents
       from archive_refusals where municipality_id = ? and run_id = ?${inside.sql} group by 1, 2, 3 order by 4 desc, 2`,
    [actor.municipalityId, runId, ...inside.bindings]
  )
}

const named = (row: ReasonRow) => ({
  ...row,
  title: registries().records.get(row.subject_type).title.many,
})

interface Asked {
  readonly actor: Actor
  /** The run whose refusals are shown; the latest one, when not said. */
  readonly run: bigint | null
}

/** What the screen of the dead file and its address for other systems tell. */
export async function archivePage(tx: Tx, { actor, run }: Asked) {
  const { municipalityId } = actor
  const wholes = []
  for (const whole of archivedWholes().toReversed()) {
    const { title } = registries().records.get(whole.record)
    const years = await yearsOf(tx, actor, whole)
    wholes.push({
      ...{ record: whole.record, title: title.many, hasMoney: Boolean(whole.cents), years },
    })
  }
  const since = await keptSince(tx, { municipalityId })
  const runs = await runsOf(tx, municipalityId)
  const shown = runs.find(({ id }) => id === run) ?? runs[0] ?? null
  const reasons = shown ? await reasonsOf(tx, actor, shown.id) : []
  const years = [...new Set(wholes.flatMap(({ years: of }) => of))]
    .filter(({ year, active }) => active > 0n && `${year}-12-31` < since)
    .map(({ year }) => Number(year))
  return {
    ...{ since, wholes, runs, shown },
    years: [...new Set(years)].toSorted((one, other) => one - other),
    reasons: reasons.map(named),
  }
}
