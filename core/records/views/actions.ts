import vine from '@vinejs/vine'
import type { Action, ActionContext } from '#core/actions/index'
import { requirePermission } from '#core/access/index'
import { registries } from '#core/kernel/index'
import { mayRead } from '../access.ts'
import { errors } from '../errors.ts'
import { effectiveWithin } from '../custom/effective_type.ts'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'
import { type Density, knownColumns } from './saved_views.ts'

const SHARE = 'records.share_views'
const record = () => vine.string().maxLength(80)
const columns = () => vine.array(vine.string().maxLength(60)).maxLength(100).optional()
const density = () => vine.enum(['normal', 'compact'] as const)
const id = () => vine.string().regex(/^\d{1,18}$/)

/** The record type of a list that the person may see, with its added fields. */
async function listOf({ tx, actor, municipalityId }: ActionContext, name: string) {
  const type = registries().records.find(name)
  if (!type || !mayRead(actor, type)) throw errors.E_RECORDS_LIST({ name })
  return effectiveWithin(tx, type, municipalityId)
}

interface SaveInput {
  readonly record: string
  readonly name: string
  readonly address?: string
  readonly columns?: readonly string[]
  readonly density: Density
  readonly is_shared?: boolean
}

interface Saved {
  readonly id: bigint
  readonly title: string
}

/** Keeps filters, order, columns and density of a list under a name; the same name again replaces what it held. */
export const saveViewAction: Action<SaveInput, Saved> = {
  name: 'records.save_view',
  title: 'Salvar visão da lista',
  permission: 'records.read',
  input: vine.create({
    record: record(),
    name: vine.string().trim().minLength(1).maxLength(60),
    address: vine.string().maxLength(4000).optional(),
    columns: columns(),
    density: density(),
    is_shared: vine.boolean().optional(),
  }),
  labels: { name: 'Nome da visão', is_shared: 'Compartilhar com as outras pessoas' },
  reason: 'none',
  async run(context, input) {
    const type = await listOf(context, input.record)
    if (input.is_shared) requirePermission(context.actor, SHARE)
    const [row] = await readRows<{ id: bigint }>(
      `insert into records_views (municipality_id, user_id, record_type, name, address, columns, density, is_shared)
       values (?, ?, ?, ?, ?, ?::text[], ?, ?)
       on conflict (municipality_id, record_type, user_id, name) do update
         set address = excluded.address, columns = excluded.columns, density = excluded.density,
             is_shared = excluded.is_shared
       returning id`,
      [
        ...[context.municipalityId, context.actor.userId, type.name, input.name],
        cleanAddress(input.address ?? ''),
        knownColumns(type, input.columns ?? null),
        input.density,
        input.is_shared ?? false,
      ],
      context.tx
    )
    return { id: row!.id, title: type.title.many }
  },
  subject: (_, output) => ({ type: 'records.view', id: output.id }),
  describe: ({ name, is_shared: isShared }, { title }) =>
    `Salvou a visão “${name}” de ${title.toLowerCase()}${isShared ? ', compartilhada' : ''}`,
}

/** The page and the view itself are no part of what a view holds. */
function cleanAddress(address: string): string {
  const query = new URLSearchParams(address.replace(/^\?/, ''))
  for (const name of ['page', 'view']) query.delete(name)
  return query.toString()
}

interface ViewInput {
  readonly id: string
}

/** Takes away a view of one's own; whoever may share may take away what others shared. */
export const deleteViewAction: Action<ViewInput, { readonly name: string }> = {
  name: 'records.delete_view',
  title: 'Excluir visão da lista',
  permission: 'records.read',
  input: vine.create({ id: id() }),
  reason: 'none',
  async run({ tx, actor, municipalityId }, input) {
    const [row] = await readRows<{ name: string }>(
      `delete from records_views
        where id = ? and municipality_id = ? and (user_id = ? or (is_shared and ?)) returning name`,
      [input.id, municipalityId, actor.userId, actor.permissions.has(SHARE)],
      tx
    )
    if (!row) throw errors.E_RECORDS_VIEW({ id: input.id })
    return row
  },
  subject: (input) => ({ type: 'records.view', id: BigInt(input.id) }),
  describe: (_, { name }) => `Excluiu a visão “${name}”`,
}

interface LayoutInput {
  readonly record: string
  readonly columns?: readonly string[]
  readonly density?: Density
  /** The view on screen: one's own keeps the change itself. */
  readonly view?: string
  /** Opens the list from now on; `0` takes that back. */
  readonly default_view?: string
}

/** Keeps how a person wants one list: columns and their order, density, the view that opens it. */
export const setLayoutAction: Action<LayoutInput, RecordType> = {
  name: 'records.set_layout',
  title: 'Guardar colunas e densidade da lista',
  permission: 'records.read',
  input: vine.create({
    record: record(),
    columns: columns(),
    density: density().optional(),
    view: id().optional(),
    default_view: id().optional(),
  }),
  reason: 'none',
  async run(context, input) {
    const type = await listOf(context, input.record)
    const chosen = input.columns ? knownColumns(type, input.columns) : null
    if (input.view && (await keptByView(context, input, chosen))) return type
    const { tx, actor, municipalityId } = context
    await readRows(
      `insert into records_layouts as l (user_id, record_type, municipality_id, columns, density, default_view_id)
       values (?, ?, ?, ?::text[], coalesce(?, 'normal'), nullif(?::bigint, 0))
       on conflict (user_id, record_type) do update
         set columns = coalesce(?::text[], l.columns), density = coalesce(?, l.density),
             default_view_id = case when ?::bigint is null then l.default_view_id else nullif(?::bigint, 0) end`,
      [
        ...[actor.userId, type.name, municipalityId],
        ...[chosen, input.density ?? null, input.default_view ?? null],
        ...[chosen, input.density ?? null, input.default_view ?? null, input.default_view ?? null],
      ],
      tx
    )
    return type
  },
  subject: () => null,
  describe: (_, type) => `Guardou a apresentação da lista de ${type.title.many.toLowerCase()}`,
}

async function keptByView(
  { tx, actor }: ActionContext,
  { view, density: wanted }: LayoutInput,
  chosen: readonly string[] | null
): Promise<boolean> {
  const rows = await readRows(
    `update records_views set columns = coalesce(?::text[], columns), density = coalesce(?, density)
      where id = ? and user_id = ? returning id`,
    [chosen, wanted ?? null, view, actor.userId],
    tx
  )
  return rows.length > 0
}

export const viewActions: readonly Action[] = [saveViewAction, deleteViewAction, setLayoutAction]
