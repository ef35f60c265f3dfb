import { todayIn } from '#core/access/index'
import { query } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import { indexSearchAll } from '#core/records/index'
import { errors } from '../errors.ts'
import { takeOverEntities } from '../take_over/entities.ts'
import { contextOf, loadLines } from '../take_over/load_lines.ts'
import { type TakeOverArgs, openTakeOver } from '../take_over/open_file.ts'
import type { TakeOverEntity } from '../take_over/types.ts'

interface LineRange {
  readonly from: number
  readonly to: number
}

interface State {
  readonly fileId: bigint
}

const LINES_PER_CHUNK = 1_000

async function entityNamed({ participate }: JobContext, name: string): Promise<TakeOverEntity> {
  const entities = await takeOverEntities(participate)
  const entity = entities.find((one) => one.name === name)
  if (!entity) throw errors.E_REGISTRY_TAKE_OVER_ENTITY({ name })
  return entity
}

async function plan(context: JobContext, args: TakeOverArgs): Promise<JobPlan<LineRange, State>> {
  const { tx, municipalityId, actor } = context
  const entity = await entityNamed(context, args.entity)
  const { fileId, lines } = await openTakeOver(tx, {
    args,
    entity,
    municipalityId,
    actorName: actor.name,
  })
  const chunks = Array.from({ length: Math.ceil(lines / LINES_PER_CHUNK) }, (_, index) => ({
    from: index * LINES_PER_CHUNK + 2,
    to: (index + 1) * LINES_PER_CHUNK + 1,
  }))
  return { chunks, total: lines, state: { fileId } }
}

async function perform(
  context: JobContext,
  range: LineRange,
  { fileId }: State,
  { system, entity: name }: TakeOverArgs
): Promise<ChunkResult> {
  const { tx, municipalityId } = context
  const entity = await entityNamed(context, name)
  const loading = {
    ...contextOf(tx, municipalityId, { fileId, system }),
    participate: context.participate,
    on: await todayIn(tx, municipalityId),
  }
  const result = await loadLines(loading, entity, range)
  const refused = await query<{ number: number; reason: string }>(
    tx,
    `select number, reason from registry_take_over_lines
      where file_id = ? and number between ? and ? and fate = 'rejected' order by number`,
    [fileId, range.from, range.to]
  )
  return {
    done: result.loaded + result.repeated,
    parked: refused.length,
    issues: refused.map(({ number, reason }) => ({
      code: 'line_rejected',
      severity: 'warning',
      path: `linha ${number}`,
      message: reason,
    })),
    figures: { loaded: result.loaded, repeated: result.repeated, rejected: refused.length },
    trail: { file: String(fileId), from: range.from, to: range.to, loaded: result.loaded },
  }
}

/** Takes over one file of the system before. A line already taken over is recognised by its key, and is not written again. */
export const takeOverJob: Job<TakeOverArgs, LineRange, State> = {
  name: 'registry.take_over',
  title: 'Carga do sistema anterior',
  permission: 'registry.take_over',
  figures: {
    loaded: 'Carregadas',
    repeated: 'Já carregadas antes',
    rejected: 'Recusadas',
    file: 'Arquivo nº',
  },
  reasons: { line_rejected: 'Linhas recusadas' },
  key: ({ fileObjectId }) => String(fileObjectId),
  label: ({ fileName }) => fileName,
  plan,
  perform,
  async finish(context, { fileId }, { entity: name }) {
    const { tx, municipalityId } = context
    const entity = await entityNamed(context, name)
    for (const type of ['registry.legacy_keys', ...(entity.searched ?? [])])
      await indexSearchAll(tx, type, municipalityId)
    await query(tx, `update registry_take_over_files set status = 'done' where id = ?`, [fileId])
    return { file: fileId }
  },
}
