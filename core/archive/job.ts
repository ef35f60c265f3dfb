import { type JsonObject, type Tx, query } from '#core/database/index'
import type { ChunkResult, Job, JobContext } from '#core/jobs/index'
import { type SetRange, gather, onlyOf } from './gather.ts'
import { move } from './move.ts'
import { refusalsOf } from './refuse.ts'
import { listRefusals } from './refusal_rows.ts'
import { type ArchivedWhole, archivedWholes } from './wholes.ts'
import { requireOld } from './year.ts'

export interface ArchiveArgs {
  readonly year: number
  /** `check`: tells what would move and what would stay, and moves nothing. */
  readonly mode: 'check' | 'move'
  /** The instant at which somebody asked: one run for each. */
  readonly on: string
}

interface State {
  readonly since: string
}

/** Sets of a chunk: their rows are held in memory while they move. */
const SETS = 500

const MODES = { check: 'conferência', move: 'arquivamento' } as const

/** Moves a year that is over to the dead file, set by set, or tells what that would do. */
export const archiveJob: Job<ArchiveArgs, SetRange, State> = {
  name: 'archive.year',
  title: 'Arquivo morto',
  permission: 'archive.run',
  figures: {
    moved: 'Conjuntos que vão',
    rows: 'Linhas que vão',
    total_cents: 'Valor do que vai',
    refused: 'Conjuntos que ficam',
    refused_cents: 'Valor do que fica',
  },
  key: ({ year, mode, on }) => `${year}/${mode}/${on}`,
  label: ({ year, mode }) => `Ano de ${year}: ${MODES[mode]}`,
  results: async (runId) => [{ title: 'O que fica, e por quê', path: `/archive?run=${runId}` }],
  async plan({ tx, municipalityId }, { year }) {
    const since = await requireOld(tx, year, { municipalityId })
    const chunks = await chunksOf(tx, { municipalityId, year })
    const total = chunks.reduce((sum, { sets }) => sum + sets, 0)
    const ranges = chunks.map(({ month, from, until }) => ({ month, from, until }))
    return { chunks: ranges, total, state: { since } }
  },
  async perform(context, range, { since }, { mode }) {
    const parts: ChunkResult[] = []
    for (const whole of archivedWholes())
      parts.push(await performWhole(context, whole, { range, since, isMoving: mode === 'move' }))
    return together(parts)
  },
}

/** Consecutive sets of each month of a year, whatever whole they are of. */
async function chunksOf(
  tx: Tx,
  { municipalityId, year }: { readonly municipalityId: bigint; readonly year: number }
) {
  const wholes = archivedWholes()
  if (!wholes.length) return []
  const sets = wholes.map(
    ({ table, month, set }) =>
      `select ${month} as month, ${set} as set from ${table} where municipality_id = ? and ${month} between ? and ?`
  )
  return query<SetRange & { sets: number }>(
    tx,
    `select month, min(set) as from, max(set) as until, sum(wholes)::int as sets
       from (select month, set, count(*) as wholes, (row_number() over (partition by month order by set) - 1) / ${SETS} as block
               from (${sets.join(' union all ')}) s group by month, set) b
      group by month, block order by month, block`,
    wholes.flatMap(() => [municipalityId, `${year}-01`, `${year}-12`])
  )
}

interface Performing {
  readonly range: SetRange
  readonly since: string
  readonly isMoving: boolean
}

async function performWhole(
  { tx, municipalityId, runId }: JobContext,
  whole: ArchivedWhole,
  { range, since, isMoving }: Performing
): Promise<ChunkResult> {
  const { rows, shared } = await gather(tx, whole, {
    ...{ municipalityId, range, isLocking: isMoving },
  })
  const refusals = await refusalsOf(tx, whole, { rows, shared, since })
  const { month } = range
  const staying = await listRefusals(tx, whole, refusals, { municipalityId, runId, month })
  const refused = new Set(refusals.map(({ set }) => set))
  const going = onlyOf(rows, (set) => !refused.has(set))
  const sets = new Set(rows.get(whole.table)!.sets).size
  const figures = {
    ...{ moved: sets - staying.sets, refused: staying.sets, refused_cents: staying.cents },
    rows: [...going.values()].reduce((sum, ids) => sum + ids.length, 0),
    total_cents: await amountOf(tx, whole, going.get(whole.table)!),
  }
  const moved = isMoving ? await move(tx, going) : []
  const told = moved.map(({ table, count, sums, sha256 }) => ({
    ...{ table, rows: Number(count), sums, sha256 },
  }))
  const trail: JsonObject = told.length ? { [whole.record]: { month, tables: told } } : {}
  return { done: sets - staying.sets, parked: staying.sets, issues: [], figures, trail }
}

async function amountOf(tx: Tx, { table, cents }: ArchivedWhole, ids: bigint[]): Promise<bigint> {
  if (!cents) return 0n
  const [row] = await query<{ cents: bigint }>(
    tx,
    `select coalesce(sum(${cents}), 0)::bigint as cents from ${table} where id = any(?::bigint[])`,
    [ids]
  )
  return row!.cents
}

function together(parts: readonly ChunkResult[]): ChunkResult {
  const figures: Record<string, bigint> = {}
  for (const part of parts)
    for (const [name, value] of Object.entries(part.figures))
      figures[name] = (figures[name] ?? 0n) + BigInt(value)
  return {
    done: parts.reduce((sum, { done }) => sum + done, 0),
    parked: parts.reduce((sum, { parked }) => sum + parked, 0),
    issues: [],
    figures,
    trail: Object.assign({}, ...parts.map(({ trail }) => trail)) as JsonObject,
  }
}
