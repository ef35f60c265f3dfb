import { type CivilDate, formatDate } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { ConfigurationKind } from '../types.ts'
import { type Version, parseContent } from '../versions.ts'
import { shortText } from './content_tree.ts'
import { unitText } from './texts.ts'
import { type Moment, OWNER_TITLES, stateOf, versionToday } from './state_text.ts'

export interface ItemRow {
  readonly title: string
  readonly key: string
  readonly path: string
  readonly summary: string
  readonly owner: string
  readonly state: ReturnType<typeof stateOf> | null
  /** `01/12/2026`, when an approved version is to come. */
  readonly next: string | null
  /** What waits: drafts and versions in review. */
  readonly waiting: readonly string[]
}

export interface KindGroup {
  readonly kind: string
  readonly title: string
  readonly rows: readonly ItemRow[]
}

export interface ListFilter {
  readonly text: string
  readonly kind: string
  readonly onlyWaiting: boolean
}

export const itemPath = ({ kind, key }: { readonly kind: string; readonly key: string }) =>
  `/configuration/${encodeURIComponent(kind)}/${encodeURIComponent(key)}`

/** Every item that the municipality sees, by kind in the order the kernel and the plugins declare them. */
export function itemGroups(
  versions: readonly Version[],
  moment: Moment,
  filter: ListFilter
): KindGroup[] {
  const items = new Map<string, Version[]>()
  for (const version of versions) {
    const name = `${version.kind}/${version.key}`
    items.set(name, [...(items.get(name) ?? []), version])
  }
  const rows = [...items.values()]
    .map((all) => ({ kind: all[0]!.kind, row: rowOf(all, moment) }))
    .filter(({ kind, row }) => matches(kind, row, filter))
  return registries()
    .kinds.all()
    .map(({ kind, title }) => ({
      kind,
      title,
      rows: rows
        .filter((one) => one.kind === kind)
        .map(({ row }) => row)
        .sort((a, b) => a.title.localeCompare(b.title, 'pt-BR')),
    }))
    .filter((group) => group.rows.length)
}

function rowOf(all: readonly Version[], moment: Moment): ItemRow {
  const first = all[0]!
  const kind = registries().kinds.find(first.kind)
  const current = versionToday(all, moment)
  const coming = all
    .filter(({ status, from }) => status === 'approved' && from! > moment.today)
    .map(({ from }) => from as CivilDate)
    .sort()
  return {
    title: kind?.titleOf(first.key) ?? first.title,
    key: first.key,
    path: itemPath(first),
    summary: current && kind ? summaryOf(kind, current) : '—',
    owner: current ? OWNER_TITLES[current.owner] : '—',
    state: current && stateOf(current, all, moment),
    next: coming[0] ? formatDate(coming[0]) : null,
    waiting: all
      .filter(({ status }) => status === 'draft' || status === 'in_review')
      .map(({ status, authorName }) =>
        status === 'draft' ? `Rascunho de ${authorName}` : 'Aguardando aprovação'
      ),
  }
}

/** One short line: of a parameter its value with its unit, of the rest what the kind says. */
function summaryOf(kind: ConfigurationKind, { key, content }: Version): string {
  const parsed = parseContent(content)
  if (kind.editor !== 'parameter') return kind.summarize(parsed)
  const parameter = registries().parameters.find(key)
  const { value } = parsed as { readonly value: Json }
  const text = shortText(parameter?.schema, value) || 'nenhum'
  return typeof value === 'object' ? text : `${text} ${unitText(parameter?.unit)}`.trim()
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function matches(kind: string, row: ItemRow, { text, kind: wanted, onlyWaiting }: ListFilter) {
  if (wanted && wanted !== kind) return false
  if (onlyWaiting && !row.waiting.length) return false
  return plain(`${row.title} ${row.key}`).includes(plain(text))
}
