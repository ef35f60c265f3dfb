import { municipalityOf } from '#core/access/index'
import { type OutboxEvent, writeEvents } from '#core/actions/index'
import { canonicalJson, sha256 } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'
import {
  type Import,
  type ImportLine,
  type LineFate,
  type LineProblem,
  countFates,
  readImport,
  readLines,
  sameFile,
} from './imports.ts'
import { type Preparing, keyText, mappedFields, prepareLines } from './prepare_lines.ts'
import { cellText, plain } from './read_cell.ts'
import { type LineEnd, writeLines } from './write_lines.ts'

export interface ImportArgs {
  readonly importId: bigint
  readonly recordType: string
  readonly revision: number
  /** A check writes all and undoes it, so that it finds what the loading would find. */
  readonly mode: 'check' | 'load'
  readonly title: string
}

interface Slice {
  readonly from: number
  readonly to: number
}

interface ImportState {
  /** Lines whose key an earlier line of the file has, with that line. */
  readonly repeats: readonly (readonly [number, number])[]
  /** An import of the same bytes: its lines that have no key are not written again. */
  readonly sameAs: bigint | null
}

export const LINES_PER_CHUNK = 500

async function plan(
  { tx, municipalityId, actor, log }: JobContext,
  args: ImportArgs
): Promise<JobPlan<Slice, ImportState>> {
  const wanted = { type: args.recordType, municipalityId, id: args.importId }
  const found = await readImport(tx, wanted)
  const type = registries().records.get(args.recordType)
  const lines = await readLines(tx, found.id, {})
  const { timeZone } = await municipalityOf(municipalityId)
  const repeats = repeatedKeys(lines, preparingOf(found, { type, actor, timeZone }))
  const same = await sameFile(tx, found, municipalityId)
  if (same) log(`O mesmo arquivo já foi importado (importação ${same.id}).`)
  await readRows('update records_imports set status = ? where id = ?', [going(args), found.id], tx)
  return {
    chunks: slicesOf(lines),
    total: lines.length,
    state: { repeats, sameAs: same?.id ?? null },
  }
}

const going = ({ mode }: ImportArgs) => (mode === 'check' ? 'checking' : 'loading')

function slicesOf(lines: readonly ImportLine[]): Slice[] {
  const slices: Slice[] = []
  for (let start = 0; start < lines.length; start += LINES_PER_CHUNK) {
    const slice = lines.slice(start, start + LINES_PER_CHUNK)
    slices.push({ from: slice[0]!.number, to: slice.at(-1)!.number })
  }
  return slices
}

interface Who {
  readonly type: RecordType
  readonly actor: JobContext['actor']
  readonly timeZone: string
}

export const preparingOf = ({ mapping, header }: Import, who: Who): Preparing => ({
  ...who,
  mapping,
  columnCount: header.length,
})

/** Lines of one key in one file: the first stands, whatever worker takes which slice. */
function repeatedKeys(lines: readonly ImportLine[], preparing: Preparing): [number, number][] {
  const fields = mappedFields(preparing)
  const first = new Map<string, number>()
  const repeats: [number, number][] = []
  for (const { number, cells } of lines) {
    const texts = fields.map(([{ name }, column]) => [name, plain(cellText(cells[column]))])
    const key = keyText(preparing.type, Object.fromEntries(texts) as Record<string, string>)
    if (key === null) continue
    const known = first.get(key)
    if (known === undefined) first.set(key, number)
    else repeats.push([number, known])
  }
  return repeats
}

async function perform(
  context: JobContext,
  slice: Slice,
  state: ImportState,
  args: ImportArgs
): Promise<ChunkResult> {
  const { tx, municipalityId, actor } = context
  const wanted = { type: args.recordType, municipalityId, id: args.importId }
  const found = await readImport(tx, wanted)
  const type = registries().records.get(args.recordType)
  const { timeZone } = await municipalityOf(municipalityId)
  const received = await readLines(tx, found.id, slice)
  const lines = received.filter(({ fate }) => !isWritten(fate))
  const known = await knownLines(context, state, slice)
  const preparing = preparingOf(found, { type, actor, timeZone })
  const events: OutboxEvent[] = []
  if (args.mode === 'check') await readRows('savepoint import_check', [], tx)
  const { fresh, settled } = await sortLines(context, lines, { preparing, state, known })
  const written = await writeLines(fresh, {
    type,
    job: context,
    events,
    reasonOf: ({ number }) => `Importação de ${found.file_name}, linha ${number}`,
  })
  if (args.mode === 'check') await readRows('rollback to savepoint import_check', [], tx)
  else await writeEvents(tx, municipalityId, events)
  const ends = [...settled, ...written].map((end) => asOf(args, end))
  await saveEnds(context, found.id, ends)
  return resultOf(found, ends)
}

const isWritten = (fate: LineFate) => fate === 'created' || fate === 'updated'

/** Records that an earlier import of the same bytes made, by line. */
async function knownLines(
  { tx }: JobContext,
  { sameAs }: ImportState,
  { from, to }: Slice
): Promise<Map<number, bigint | null>> {
  if (sameAs === null) return new Map()
  const lines = await readLines(tx, sameAs, { from, to })
  return new Map(
    lines
      .filter(({ fate }) => isWritten(fate) || fate === 'repeated' || fate === 'unchanged')
      .map(({ number, record_id: id }) => [number, id])
  )
}

interface Sorting {
  readonly preparing: Preparing
  readonly state: ImportState
  readonly known: ReadonlyMap<number, bigint | null>
}

/** Lines to be written, and those whose end is known without: repeated in the file, or in the same file before. */
async function sortLines(
  { tx }: JobContext,
  lines: readonly ImportLine[],
  { preparing, state, known }: Sorting
) {
  const repeats = new Map(state.repeats)
  const settled: LineEnd[] = []
  const prepared = await prepareLines(tx, lines, preparing)
  const fresh = prepared.filter(({ number, values }) => {
    const first = repeats.get(number)
    const isKeyed = keyText(preparing.type, values) !== null
    if (first !== undefined) settled.push(repeatedInFile(number, first))
    else if (!isKeyed && known.has(number))
      settled.push({ number, fate: 'repeated', recordId: known.get(number)!, problems: [] })
    else return true
    return false
  })
  return { fresh, settled }
}

function repeatedInFile(number: number, first: number): LineEnd {
  const problem: LineProblem = {
    field: '',
    value: '',
    reason: `Repete a chave da linha ${first} deste arquivo.`,
    remedy: 'Deixe uma linha por registro; a primeira foi a considerada.',
  }
  return { number, fate: 'bad', recordId: null, problems: [problem] }
}

const CHECKED: Partial<Record<LineFate, LineFate>> = {
  created: 'create',
  updated: 'update',
  unchanged: 'same',
}

/** A check says what would be done; what it would create has no number yet. */
const asOf = ({ mode }: ImportArgs, end: LineEnd): LineEnd =>
  mode === 'load'
    ? end
    : {
        ...end,
        fate: CHECKED[end.fate] ?? end.fate,
        recordId: end.fate === 'created' ? null : end.recordId,
      }

async function saveEnds({ tx }: JobContext, id: bigint, ends: readonly LineEnd[]): Promise<void> {
  await readRows(
    `update records_import_lines l set fate = n.fate, record_id = n.record_id, problems = n.problems
       from unnest(?::integer[], ?::text[], ?::bigint[], ?::text[]) as n (number, fate, record_id, problems)
      where l.import_id = ? and l.number = n.number`,
    [
      ends.map(({ number }) => number),
      ends.map(({ fate }) => fate),
      ends.map(({ recordId }) => (recordId === null ? null : String(recordId))),
      ends.map(({ problems }) => (problems.length ? JSON.stringify(problems) : null)),
      id,
    ],
    tx
  )
}

function resultOf({ id }: Import, ends: readonly LineEnd[]): ChunkResult {
  const bad = ends.filter(({ fate }) => fate === 'bad')
  const figures: Record<string, number> = {}
  for (const { fate } of ends) figures[fate] = (figures[fate] ?? 0) + 1
  const digest = ends.map(({ number, fate, recordId }) => [number, fate, String(recordId)])
  return {
    done: ends.length - bad.length,
    parked: bad.length,
    issues: bad.map(({ number, problems }) => ({
      code: 'line_refused',
      severity: 'warning',
      path: `linha ${number}`,
      message: problems.map(problemWords).join(' '),
    })),
    figures,
    trail: {
      import: String(id),
      from: ends[0]?.number ?? 0,
      to: ends.at(-1)?.number ?? 0,
      columns: 'number, fate, record_id',
      sha256: sha256(canonicalJson(digest)),
    },
  }
}

/** `Estado civil “Cazado”: não existe em Estados civis. Confira a escrita…` */
export const problemWords = ({ field, value, reason, remedy }: LineProblem): string =>
  [field && value ? `${field} “${value}”:` : field && `${field}:`, reason, remedy]
    .filter(Boolean)
    .join(' ')

/** Checks or loads the lines of a file, slice by slice; any number of workers take slices at once. */
export const importJob: Job<ImportArgs, Slice, ImportState> = {
  name: 'records.import',
  title: 'Importação de cadastro',
  permission: 'records.import',
  keepsTerritory: true,
  figures: {
    create: 'A cadastrar',
    update: 'A alterar',
    same: 'Sem mudança',
    created: 'Cadastradas',
    updated: 'Alteradas',
    unchanged: 'Já estavam iguais',
    repeated: 'Já importadas deste arquivo',
    bad: 'Recusadas',
  },
  reasons: { line_refused: 'Linhas recusadas' },
  key: ({ importId, mode, revision }) => `${importId}/${mode}/${revision}`,
  label: ({ mode, title }) => `${mode === 'check' ? 'Conferência' : 'Importação'} de ${title}`,
  plan,
  perform,
  async finish({ tx }, _state, { importId, mode }) {
    const counts = await countFates(tx, importId)
    await readRows(
      'update records_imports set status = ?, counts = ?::jsonb where id = ?',
      [mode === 'check' ? 'checked' : 'done', JSON.stringify(counts), importId],
      tx
    )
    return {}
  },
}
