import { prepareAction, runPrepared } from '#core/actions/index'
import type { ChunkResult, Job, JobContext } from '#core/jobs/index'
import { type Issue, registries } from '#core/kernel/index'
import { effectiveWithin } from '../custom/effective_type.ts'
import { labelText } from '../query/labels.ts'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'
import { type Bulk, CHANGE, bulkOf } from './bulk_actions.ts'
import { type Selection, selectedIds } from './selection.ts'

export interface BulkArgs {
  readonly record: string
  /** Key of the bulk action. */
  readonly key: string
  readonly selection: Selection
  /** What is asked once for all: the action's input but its id, or the fields that change. */
  readonly input: Readonly<Record<string, unknown>>
  readonly reason: string | null
  readonly timeZone: string
  /** For people: `Alterar campos: 37 clientes`. */
  readonly label: string
  /** Made with the page that asked, so that a form sent twice is one run. */
  readonly token: string
}

const ITEMS_PER_CHUNK = 100

interface Refusal {
  readonly status?: number
  readonly code?: string
  readonly people?: string
  readonly messages?: readonly { readonly message: string }[]
}

/** Why an item was refused, for people; anything that is no refusal goes on as the failure that it is. */
function refusalText(error: unknown): { code: string; message: string } {
  const { status = 500, code = '', people, messages } = error as Refusal
  if (code === 'E_VALIDATION_ERROR' && messages)
    return { code, message: messages.map(({ message }) => message).join(' ') }
  if (people && status < 500) return { code, message: people }
  throw error
}

async function performOne(
  context: JobContext,
  { bulk, args, id }: { readonly bulk: Bulk; readonly args: BulkArgs; readonly id: bigint }
): Promise<{ code: string; message: string } | null> {
  const given = args.key === CHANGE ? { changes: args.input } : args.input
  try {
    const prepared = await prepareAction(bulk.action, {
      actor: context.actor,
      input: { ...given, [bulk.idInput]: String(id) },
      reason: args.reason,
    })
    // In a savepoint: what one item wrote before it was refused is undone alone.
    await context.tx.transaction((tx) => runPrepared(tx, prepared))
    return null
  } catch (error) {
    return refusalText(error)
  }
}

async function issueOf(
  context: JobContext,
  type: RecordType,
  { id, code, message }: { id: bigint; code: string; message: string }
): Promise<Issue> {
  const [row] = await readRows<{ label: unknown }>(
    `select ${type.label} as label from ${type.table} where municipality_id = ? and id = ?`,
    [context.municipalityId, id],
    context.tx
  )
  const path = row ? labelText(type, row.label, false) : String(id)
  return { code, message, path, severity: 'critical' }
}

async function perform(
  context: JobContext,
  ids: readonly bigint[],
  _state: unknown,
  args: BulkArgs
): Promise<ChunkResult> {
  const declared = registries().records.get(args.record)
  const type = await effectiveWithin(context.tx, declared, context.municipalityId)
  const bulk = bulkOf(type, context.actor, args.key)
  const issues: Issue[] = []
  for (const id of ids) {
    const refusal = await performOne(context, { bulk, args, id })
    if (refusal) issues.push(await issueOf(context, type, { id, ...refusal }))
  }
  const done = ids.length - issues.length
  return {
    done,
    parked: issues.length,
    issues,
    figures: { done, refused: issues.length },
    trail: { record: type.name, action: bulk.action.name },
  }
}

/** One action done to many records, each in a savepoint of its own: a refused one is told and the others go on. */
export const bulkJob: Job<BulkArgs, readonly bigint[], null> = {
  name: 'records.bulk',
  title: 'Ação em lote',
  permission: 'records.read',
  keepsTerritory: true,
  figures: { done: 'Feitos', refused: 'Recusados' },
  reasons: { E_VALIDATION_ERROR: 'Valores não aceitos', E_RECORDS_NOT_FOUND: 'Não existem mais' },
  key: ({ token }) => token,
  label: ({ label }) => label,
  async plan(context, args) {
    const declared = registries().records.get(args.record)
    const type = await effectiveWithin(context.tx, declared, context.municipalityId)
    const choosing = { actor: context.actor, timeZone: args.timeZone, reader: context.tx }
    const ids = await selectedIds(type, args.selection, choosing)
    const chunks: bigint[][] = []
    for (let at = 0; at < ids.length; at += ITEMS_PER_CHUNK)
      chunks.push(ids.slice(at, at + ITEMS_PER_CHUNK))
    return { chunks, total: ids.length, state: null }
  },
  perform,
}
