import { type CivilDate, formatDate } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { ConfigurationKind, Owner } from '../types.ts'
import { declaredParameter } from '../declared_parameter.ts'
import { titleOfVersion } from '../title_of_version.ts'
import { pendingUpgrade } from '../product_upgrade.ts'
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
  readonly owners: readonly Owner[]
  readonly states: readonly ListState[]
}

export interface KindGroup {
  readonly kind: string
  readonly title: string
  readonly rows: readonly ItemRow[]
}

export interface ListFilter {
  readonly text: string
  readonly kind: string
  readonly owner?: Owner | undefined
  readonly state?: ListState | undefined
}

/** What a list may be narrowed to by state. */
export const LIST_STATES = {
  waiting: 'Com rascunho ou à espera de aprovação',
  coming: 'Com versão aprovada que ainda vai valer',
  emergency: 'Com emergência a ratificar',
  overdue: 'Com emergência de prazo vencido',
  upgrade: 'Com novo padrão do produto ou do regulador a incorporar',
  none: 'Sem nada em vigor',
} as const
export type ListState = keyof typeof LIST_STATES

/** One page of a list in groups; a group that does not fit goes on on the next page. */
export function pageOf(groups: readonly KindGroup[], page: number, size: number): KindGroup[] {
  let skip = (page - 1) * size
  let room = size
  const shown: KindGroup[] = []
  for (const group of groups) {
    const rows = group.rows.slice(skip, skip + room)
    skip = Math.max(0, skip - group.rows.length)
    room -= rows.length
    if (rows.length) shown.push({ ...group, rows })
  }
  return shown
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
    .filter(
      ({ status, from, act }) =>
        status === 'approved' && act !== 'withdrawn' && from! > moment.today
    )
    .map(({ from }) => from as CivilDate)
    .sort()
  return {
    title: titleOfVersion(first),
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
    owners: current ? [current.owner] : [],
    states: statesOf(all, current, moment),
  }
}

function statesOf(
  all: readonly Version[],
  current: Version | null,
  { today }: Moment
): ListState[] {
  const emergencies = all.filter(({ isEmergency, act }) => isEmergency && act === null)
  const holds: Record<ListState, boolean> = {
    waiting: all.some(({ status }) => status === 'draft' || status === 'in_review'),
    coming: all.some(
      ({ status, from, act }) => status === 'approved' && act !== 'withdrawn' && from! > today
    ),
    emergency: emergencies.length > 0,
    overdue: emergencies.some(({ ratifyUntil }) => ratifyUntil! < today),
    upgrade: pendingUpgrade(all, current, today) !== null,
    none: current === null,
  }
  return (Object.keys(holds) as ListState[]).filter((name) => holds[name])
}

/** One short line: of a parameter its value with its unit, of the rest what the kind says. */
function summaryOf(kind: ConfigurationKind, { key, content }: Version): string {
  const parsed = parseContent(content)
  if (kind.editor !== 'parameter') return kind.summarize(parsed)
  const parameter = declaredParameter(key)
  const { value } = parsed as { readonly value: Json }
  const text = shortText(parameter?.schema, value) || 'nenhum'
  return typeof value === 'object' ? text : `${text} ${unitText(parameter?.unit)}`.trim()
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function matches(kind: string, row: ItemRow, filter: ListFilter) {
  const { text, kind: wanted, owner, state } = filter
  if (wanted && wanted !== kind) return false
  if (owner && !row.owners.includes(owner)) return false
  if (state && !row.states.includes(state)) return false
  return plain(`${row.title} ${row.key}`).includes(plain(text))
}
