import { parse } from 'csv-parse/sync'
import { todayIn } from '#core/access/index'
import { clock, formatRefMonth, monthOf, type RefMonth } from '#core/calendar/index'
import { type CopyValue, type Tx, copyRows, query } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import { decodeText } from '#core/text/index'
import { errors } from '../../errors.ts'
import { FAMILY_COLUMNS, type FamilyLine, type FamilyValues, readFamilies } from './read_family.ts'

export type Programme = 'cadunico' | 'bpc'

export interface FamiliesArgs {
  readonly programme: Programme
  readonly month: RefMonth
  readonly fileObjectId: bigint
  readonly fileName: string
}

export interface OpenedFamilies {
  readonly fileId: bigint
  readonly lines: number
  /** The same bytes were imported for this month before: nothing is done again. */
  readonly isRepeated: boolean
}

interface Opening {
  readonly args: FamiliesArgs
  readonly municipalityId: bigint
  readonly actorName: string
}

/**
 * Keeps every line of a month's file. Errors: E_REGISTRY_SOCIAL_MONTH for one older than what was imported, or of a month to
 * come; E_REGISTRY_SOCIAL_COLUMNS, E_REGISTRY_SOCIAL_FILE.
 */
export async function openFamilies(tx: Tx, opening: Opening): Promise<OpenedFamilies> {
  const { args, municipalityId, actorName } = opening
  const { programme, month, fileObjectId, fileName } = args
  const stored = await readStoredFile(tx, municipalityId, fileObjectId)
  const known = await knownFile(tx, opening, stored.sha256)
  if (known) return { fileId: known, lines: 0, isRepeated: true }
  await checkMonth(tx, municipalityId, args)
  const lines = readFamilies(rowsOf(decodeText(stored.content).text, fileName))
  const [file] = await query<{ id: bigint }>(
    tx,
    `insert into registry_social_files (municipality_id, programme, month, file_object_id, file_name, sha256, status,
       started_at, started_by, families) values (?, ?, ?, ?, ?, ?, 'loading', ?, ?, ?) returning id`,
    [
      ...[municipalityId, programme, month, fileObjectId, fileName, stored.sha256],
      ...[clock.now(), actorName, lines.length],
    ]
  )
  await writeLines(tx, { municipalityId, fileId: file!.id }, lines)
  return { fileId: file!.id, lines: lines.length, isRepeated: false }
}

/** The same bytes for the same month, when they are what stands. */
async function knownFile(tx: Tx, { municipalityId, args }: Opening, hash: string) {
  const [known] = await query<{ id: bigint }>(
    tx,
    `select id from registry_social_files
      where municipality_id = ? and programme = ? and month = ? and sha256 = ? and status = 'done'`,
    [municipalityId, args.programme, args.month, hash]
  )
  return known?.id ?? null
}

/** Months only go on, up to the one that runs. Errors: E_REGISTRY_SOCIAL_MONTH. */
export async function checkMonth(
  tx: Tx,
  municipalityId: bigint,
  { programme, month }: Pick<FamiliesArgs, 'programme' | 'month'>
): Promise<void> {
  const [last] = await query<{ month: RefMonth }>(
    tx,
    `select month from registry_social_files where municipality_id = ? and programme = ? and status = 'done'`,
    [municipalityId, programme]
  )
  const isLate = month > monthOf(await todayIn(tx, municipalityId))
  if (!isLate && !(last && month < last.month)) return
  throw errors.E_REGISTRY_SOCIAL_MONTH({
    month: formatRefMonth(month),
    why: isLate
      ? 'esse mês ainda não começou'
      : `já foi importado o arquivo de ${formatRefMonth(last!.month)}`,
  })
}

function rowsOf(text: string, name: string): FamilyValues[] {
  const [first = ''] = text.split('\n', 1)
  const rows = parsed(text, name, first.includes(';') ? ';' : ',')
  const header = (rows[0] ?? []).map((one) => one.trim().toLowerCase())
  const missing = FAMILY_COLUMNS.filter(
    ({ name: column, isRequired }) => isRequired && !header.includes(column)
  )
  if (missing.length) {
    const columns = missing.map((one) => one.name).join(', ')
    throw errors.E_REGISTRY_SOCIAL_COLUMNS({ columns })
  }
  return rows
    .slice(1)
    .map((cells) =>
      Object.fromEntries(header.map((column, at) => [column, (cells[at] ?? '').trim()]))
    )
}

function parsed(text: string, name: string, delimiter: string): string[][] {
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true })
  } catch (error) {
    const problem = (error as Error).message
    throw errors.E_REGISTRY_SOCIAL_FILE({ name, problem }, { cause: error })
  }
}

/** Of a line that is read: empty of one that is refused. */
const FIELDS = [
  ...([
    'nis',
    'cpfs',
    'income_cents',
    'family_size',
    'street',
    'house_number',
    'district',
  ] as const),
  'zip_code',
] as const
const COLUMNS = ['file_id', 'number', 'municipality_id', 'fate', 'reason', 'family_code', ...FIELDS]

const copied = (value: string | bigint | number | readonly string[] | null): CopyValue =>
  typeof value === 'object' && value !== null ? `{${value.join(',')}}` : value

async function writeLines(
  tx: Tx,
  { municipalityId, fileId }: { readonly municipalityId: bigint; readonly fileId: bigint },
  lines: readonly FamilyLine[]
): Promise<void> {
  await copyRows(
    tx,
    'registry_social_families',
    COLUMNS,
    lines.map(({ code, family, reason }, index) => [
      ...[fileId, index + 2, municipalityId, family ? 'waiting' : 'rejected', reason, code],
      ...FIELDS.map((field) => (family ? copied(family[field]) : null)),
    ])
  )
}
