import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import type { Tx } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { fieldOf, mayRead, mayWrite, recordPath, seesPersonal } from './access.ts'
import { labelText } from './query/labels.ts'
import { Conditions, type Reader, readRows } from './query/sql.ts'
import { documentMatch } from './query/conditions.ts'
import { scopeCondition } from './query/scope.ts'
import { PERSONAL_MARK, searchTerms } from './query/search_text.ts'
import { effectiveWithin } from './custom/effective_type.ts'
import { columnSql } from './query/columns.ts'
import type { RecordField, RecordType } from './types.ts'

const typeNamed = (type: RecordType | string) =>
  typeof type === 'string' ? registries().records.get(type) : type

const isFilled = (value: unknown) => value !== null && value !== undefined && value !== ''

/** What is searched of a record: its title for the list of results, its words, and personal values apart. */
export function searchEntry(type: RecordType, row: Readonly<Record<string, unknown>>) {
  const fields = type.search
    .map((name) => fieldOf(type, name))
    .filter(({ name }) => isFilled(row[name]))
  const open = fields.filter((field) => !field.isPersonal)
  const personal = fields.filter((field) => field.isPersonal)
  const others = open.filter(({ name }) => name !== type.label).map(({ name }) => String(row[name]))
  const words = open.map(({ name }) => String(row[name])).join(' ')
  const hidden = personal.map(({ name }) => `${PERSONAL_MARK}${String(row[name])}`).join('')
  return {
    title: [labelText(type, row[type.label], false), ...others].join(' · ').slice(0, 160),
    document: words + (hidden && hidden + PERSONAL_MARK),
  }
}

/**
 * Keeps a record findable: called in the transaction that writes its row, with the row's columns of `search` and `label`.
 * The generated actions call it themselves.
 */
export async function indexSearch(
  tx: Tx,
  type: RecordType | string,
  id: bigint,
  row: Readonly<Record<string, unknown>> & { readonly municipality_id: bigint }
): Promise<void> {
  const declared = await effectiveWithin(tx, typeNamed(type), row.municipality_id)
  if (!declared.search.length) return
  const { title, document } = searchEntry(declared, {
    ...(await addedValues(tx, declared, id)),
    ...row,
  })
  await readRows(
    `insert into records_search (record_type, record_id, municipality_id, title, document)
     values (?, ?, ?, ?, plain_text(?))
     on conflict (record_type, record_id) do update set title = excluded.title, document = excluded.document`,
    [declared.name, id, row.municipality_id, title, document],
    tx
  )
}

/** Searched values that administrators added: whoever writes a row need not know of them. */
async function addedValues(
  tx: Tx,
  type: RecordType,
  id: bigint
): Promise<Readonly<Record<string, unknown>>> {
  const added = type.search.map((name) => fieldOf(type, name)).filter((field) => field.customKey)
  if (!added.length) return {}
  const columns = added.map((field) => `${columnSql(field)} as ${field.name}`).join(', ')
  const [row] = await readRows<Record<string, unknown>>(
    `select ${columns} from ${type.table} where id = ?`,
    [id],
    tx
  )
  return row ?? {}
}

/**
 * Rebuilds the search of a whole table of one municipality, or of some of its rows, by one statement: loads and batches call
 * it at their end.
 */
export async function indexSearchAll(
  tx: Tx,
  type: RecordType | string,
  municipalityId: bigint,
  ids: readonly bigint[] | null = null
): Promise<void> {
  const declared = await effectiveWithin(tx, typeNamed(type), municipalityId)
  if (!declared.search.length) return
  const fields = declared.search.map((name) => fieldOf(declared, name))
  const text = (some: readonly RecordField[]) =>
    some.map((field) => `nullif(${columnSql(field)}::text, '')`).join(', ')
  const open = fields.filter((field) => !field.isPersonal)
  const personal = fields.filter((field) => field.isPersonal)
  const others = open.filter(({ name }) => name !== declared.label)
  const hidden = personal
    .map((field) => `'${PERSONAL_MARK}' || nullif(${columnSql(field)}::text, '')`)
    .join(', ')
  await readRows(
    `insert into records_search (record_type, record_id, municipality_id, title, document)
     select ?, id, municipality_id,
            left(concat_ws(' · ', ${titleSql(declared)}, ${text(others) || 'null'}), 160),
            plain_text(concat_ws(' ', ${text(open) || 'null'}) ${personal.length ? `|| coalesce(nullif(concat(${hidden}), '') || '${PERSONAL_MARK}', '')` : ''})
       from ${declared.table} where municipality_id = ?${ids ? ' and id = any(?::bigint[])' : ''}
     on conflict (record_type, record_id) do update set title = excluded.title, document = excluded.document`,
    [declared.name, municipalityId, ...(ids ? [[...ids]] : [])],
    tx
  )
}

const titleSql = (type: RecordType) =>
  fieldOf(type, type.label).type === 'registration'
    ? `regexp_replace(${type.label}::text, '^(\\d+)(\\d)$', '\\1-\\2')`
    : `${type.label}::text`

export interface Found {
  readonly title: string
  readonly path: string
  readonly kind: string
  readonly icon: string
}

/** Records of one type that are ranked; a wider search shows the first found. */
const CANDIDATES = 60
const PER_TYPE = 5
const MAX_SCREENS = 6

/** What Ctrl+K finds: screens and forms by title, then the records that the person may read. */
export async function searchEverything(
  actor: Actor,
  text: string,
  reader?: Reader
): Promise<Found[]> {
  const named = await namedRecords(actor, text, reader)
  const paths = new Set(named.map(({ path }) => path))
  const found = await findRecords(actor, text, reader)
  const others = found.filter(({ path }) => !paths.has(path))
  return [...named, ...findScreens(actor, text), ...others]
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function findScreens(actor: Actor, text: string): Found[] {
  const { menu, records } = registries()
  const screens = menu
    .filter(({ permission }) => actor.permissions.has(permission))
    .map(({ title, path, icon, section }) => ({ title, path, kind: section, icon: icon ?? 'list' }))
  const forms = records
    .all()
    .filter((type) => mayWrite(actor, type))
    .map((type) => ({
      title: `${type.title.gender === 'm' ? 'Novo' : 'Nova'} ${type.title.one.toLowerCase()}`,
      path: `${type.path}/new`,
      kind: 'Cadastrar',
      icon: 'plus',
    }))
  const words = plain(text).split(/\s+/).filter(Boolean)
  const others = words.length ? [...forms, ...runScreens(actor)] : []
  const isMatch = ({ title, kind }: Found) =>
    words.every((word) => plain(`${title} ${kind}`).includes(word))
  return [...screens, ...others].filter(isMatch).slice(0, words.length ? MAX_SCREENS : 12)
}

/** Of each job that the person may start: its runs, and the form that schedules it. */
function runScreens({ permissions }: Actor): Found[] {
  const jobs = registries()
    .jobs.all()
    .filter(({ permission }) => permissions.has(permission))
  const runs = jobs.map(({ name, title }) => ({
    ...{ title, path: `/jobs?job=${name}`, kind: 'Execuções', icon: 'list' },
  }))
  const schedules = jobs
    .filter(({ schedule }) => schedule && !schedule.isManaged)
    .map(({ name, title }) => ({
      ...{ title, path: `/jobs/schedules/new?job=${name}`, kind: 'Agendar', icon: 'plus' },
    }))
  return [
    ...(permissions.has('jobs.read') ? runs : []),
    ...(permissions.has('jobs.schedule') ? schedules : []),
  ]
}

interface Candidate {
  readonly record_type: string
  readonly record_id: bigint
  readonly title: string
}

async function findRecords(actor: Actor, text: string, reader?: Reader): Promise<Found[]> {
  const types = registries()
    .records.all()
    .filter((type) => type.search.length && mayRead(actor, type))
  const terms = searchTerms(text)
  if (!types.length || !terms.length || text.trim().length < 2) return []
  const seeing = types.filter((type) => seesPersonal(actor, type)).map(({ name }) => name)
  const all = documentMatch(text, () => true)('')
  const open = documentMatch(text, () => false)('')
  const where = new Conditions()
    .add('s.record_type = wanted.name and s.municipality_id = ?', actor.municipalityId)
    .add(all.sql, ...all.bindings)
    .add(`(s.record_type = any(?::text[]) or (${open.sql}))`, seeing, ...open.bindings)
  const candidates = await readRows<Candidate>(
    `select found.* from unnest(?::text[]) as wanted (name)
      cross join lateral (select s.record_type, s.record_id, s.title from records_search s
                           where ${where.sql} limit ${CANDIDATES}) as found`,
    [types.map(({ name }) => name), ...where.bindings],
    reader
  )
  const own = await inScope(actor, types, { found: candidates, reader })
  return types.flatMap((type) => best(type, own, terms))
}

interface InScope<T> {
  readonly found: readonly T[]
  readonly reader?: Reader
}

/** Those that are of the localities where the person works: all, for who is not limited. */
async function inScope<T extends { readonly record_type: string; readonly record_id: bigint }>(
  actor: Actor,
  types: readonly RecordType[],
  { found, reader }: InScope<T>
): Promise<readonly T[]> {
  const hidden = new Set<string>()
  for (const type of types) {
    const scope = scopeCondition(type, actor)
    const ids = found.filter((row) => row.record_type === type.name).map((row) => row.record_id)
    if (!scope || !ids.length) continue
    const rows = await readRows<{ id: bigint }>(
      `select id from ${type.table} where municipality_id = ? and id = any(?::bigint[]) and ${scope.sql}`,
      [actor.municipalityId, ids.map(String), ...scope.bindings],
      reader
    )
    const seen = new Set(rows.map(({ id }) => id))
    for (const id of ids) if (!seen.has(id)) hidden.add(`${type.name}/${id}`)
  }
  return found.filter((row) => !hidden.has(`${row.record_type}/${row.record_id}`))
}

/** The best few of one type: titles that begin with what was typed come first. */
function best(
  type: RecordType,
  candidates: readonly Candidate[],
  terms: readonly string[]
): Found[] {
  const first = plain(terms[0] ?? '')
  const rank = ({ title }: Candidate) => {
    const known = plain(title)
    if (known.startsWith(first) || known.replace(/\D/g, '') === first) return 0
    return known.includes(first) ? 1 : 2
  }
  return candidates
    .filter(({ record_type: name }) => name === type.name)
    .sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'pt-BR'))
    .slice(0, PER_TYPE)
    .map((row) => foundRecord(type, row))
}

const foundRecord = (
  type: RecordType,
  { title, record_id: id }: Omit<Candidate, 'record_type'>
) => ({
  title,
  path: recordPath(type, id),
  kind: type.title.one,
  icon: 'file-text',
})

const EXACT = 3

/** Records that the text names exactly: they come before all else. */
async function namedRecords(actor: Actor, text: string, reader: Reader = db): Promise<Found[]> {
  const found: Found[] = []
  for (const type of identifying(actor)) {
    const { ids } = await type.identify!(reader, actor.municipalityId, text)
    if (!ids.length) continue
    const rows = await readRows<Candidate>(
      `select record_type, record_id, title from records_search
        where record_type = ? and municipality_id = ? and record_id = any(?::bigint[]) limit ${EXACT}`,
      [type.name, actor.municipalityId, ids.map(String)],
      reader
    )
    const own = await inScope(actor, [type], { found: rows, reader })
    found.push(...own.map((row) => foundRecord(type, row)))
  }
  return found
}

const identifying = (actor: Actor) =>
  registries()
    .records.all()
    .filter((type) => type.identify && mayRead(actor, type))

/** Why the text is a number that names nothing of any type, in Portuguese; null when it may be anything else. */
export async function searchProblem(
  actor: Actor,
  text: string,
  types: readonly RecordType[] = identifying(actor)
): Promise<string | null> {
  let said: string | null = null
  for (const type of types) {
    const found = await type.identify?.(db, actor.municipalityId, text)
    if (found?.ids.length) return null
    said ??= found?.problem ?? null
  }
  return said
}
