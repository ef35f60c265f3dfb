import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { mayRead } from '../access.ts'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'

export interface TableEntry {
  readonly title: string
  readonly help: string
  readonly path: string
  readonly rows: number | null
}

export interface TableGroup {
  readonly title: string
  readonly entries: readonly TableEntry[]
}

/** Rows of a table that are counted; the index says no more than this. */
const COUNTED = 10_000

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The small registries that the person may read, by module, narrowed by words of title or help; versioned items stand last. */
export async function tableIndex(actor: Actor, search: string): Promise<TableGroup[]> {
  const words = plain(search).split(/\s+/).filter(Boolean)
  const isWanted = ({ title, help }: { title: string; help: string }) =>
    words.every((word) => plain(`${title} ${help}`).includes(word))
  const types = registries()
    .records.all()
    .filter((type) => type.isTable && mayRead(actor, type))
    .filter(({ title, help }) => isWanted({ title: title.many, help }))
  const counts = await countRows(types, actor)
  const groups = new Map<string, TableEntry[]>()
  for (const type of types) {
    const title = pluginTitle(type)
    const { path, help } = type
    const rows = counts.get(type.name) ?? 0
    groups.set(title, [...(groups.get(title) ?? []), { title: type.title.many, help, path, rows }])
  }
  const versioned = versionedItems(actor).filter(isWanted)
  if (versioned.length) groups.set('Com versões e aprovação', versioned)
  return [...groups].map(([title, entries]) => ({
    title,
    entries: entries.toSorted((a, b) => a.title.localeCompare(b.title, 'pt-BR')),
  }))
}

function pluginTitle({ name }: RecordType): string {
  const owner = registries().records.pluginOf(name)
  return registries().plugins.find((plugin) => plugin.name === owner)?.title ?? 'Geral'
}

async function countRows(
  types: readonly RecordType[],
  { municipalityId }: Actor
): Promise<Map<string, number>> {
  if (!types.length) return new Map()
  const rows = await readRows<{ name: string; count: bigint }>(
    types
      .map(
        ({ table }) =>
          `select ? as name, (select count(*) from (select from ${table} where municipality_id = ? limit ${COUNTED}) t) as count`
      )
      .join(' union all '),
    types.flatMap(({ name }) => [name, municipalityId])
  )
  return new Map(rows.map(({ name, count }) => [name, Number(count)]))
}

/** What is kept in versions is a table too, for whoever looks for it here. */
function versionedItems(actor: Actor): TableEntry[] {
  if (!actor.permissions.has('configuration.read')) return []
  return registries()
    .kinds.all()
    .map(({ kind, title }) => ({
      title,
      help: 'Muda por versões, com vigência e aprovação de outra pessoa.',
      path: `/configuration?kind=${kind}`,
      rows: null,
    }))
}
