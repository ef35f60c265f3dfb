import { parse } from 'csv-parse/sync'
import { CsvError } from 'csv-parse'
import { formatDate } from '#core/calendar/index'
import { type Tx, copyRows, query, sha256 } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import { decodeText } from '#core/text/index'
import {
  type ReadStatement,
  type StatementColumns,
  type StatementLine,
  isOfx,
  readOfx,
  readStatementRows,
} from '../domain/bank_statement.ts'
import { errors } from '../errors.ts'

const SEPARATORS: Readonly<Record<string, string>> = { semicolon: ';', comma: ',', tab: '\t' }

export interface StatementOrder {
  readonly municipalityId: bigint
  readonly account: string
  /** Null for OFX. */
  readonly layoutId: bigint | null
  readonly fileObjectId: bigint
  readonly name: string
  readonly at: Date
  readonly by: string
}

export interface ImportedStatement {
  readonly id: bigint
  readonly lines: number
  readonly newLines: number
}

/**
 * Keeps a statement with the lines that no statement of the account had before: the same day and amount with the same words
 * and number, as many times as it comes. Debits are set aside at once, unless they name an agreement.
 * @throws BusinessError E_PAYMENTS_STATEMENT_KNOWN, _UNREADABLE, _EMPTY, _LAYOUT, E_PAYMENTS_ACCOUNT_UNKNOWN
 */
export async function importStatement(tx: Tx, order: StatementOrder): Promise<ImportedStatement> {
  const { municipalityId, account } = order
  await requireAccount(tx, municipalityId, account)
  const stored = await readStoredFile(tx, municipalityId, order.fileObjectId)
  await refuseKnown(tx, order, stored.sha256)
  const read = await readContent(tx, order, stored.content)
  const [problem] = read.problems
  if (problem)
    throw errors.E_PAYMENTS_STATEMENT_UNREADABLE({ line: problem.number, why: problem.text })
  if (read.from === null || read.until === null) throw errors.E_PAYMENTS_STATEMENT_EMPTY()
  const lines = identified(account, read.lines)
  const fresh = await unknownLines(tx, { municipalityId, account, lines })
  const [statement] = await query<{ id: bigint }>(
    tx,
    `insert into payments_statements (municipality_id, account, file_object_id, sha256, name, from_on, until_on, line_count,
       new_count, imported_at, imported_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, account, order.fileObjectId, stored.sha256, order.name, read.from],
      ...[read.until, lines.length, fresh.length, order.at, order.by],
    ]
  )
  await copyRows(
    tx,
    'payments_statement_lines',
    [
      ...['municipality_id', 'statement_id', 'account', 'number', 'on_day', 'amount_cents', 'text'],
      ...['document', 'identity', 'state', 'reason'],
    ],
    fresh.map((line) => [
      ...[municipalityId, statement!.id, account, line.number, line.on, line.amountCents],
      ...[line.text, line.document, line.identity, line.amountCents > 0n ? 'waiting' : 'set_aside'],
      line.amountCents > 0n ? null : 'Débito da conta: não é crédito de arrecadação',
    ])
  )
  return { id: statement!.id, lines: lines.length, newLines: fresh.length }
}

async function requireAccount(tx: Tx, municipalityId: bigint, account: string): Promise<void> {
  // Statements of one account are taken one after the other.
  const known = await query(
    tx,
    'select id from payments_agreements where municipality_id = ? and account = ? order by id for update',
    [municipalityId, account]
  )
  if (!known.length) throw errors.E_PAYMENTS_ACCOUNT_UNKNOWN({ account })
}

async function refuseKnown(
  tx: Tx,
  { municipalityId, account }: StatementOrder,
  hash: string
): Promise<void> {
  const [known] = await query<{ id: bigint; on: string }>(
    tx,
    `select s.id, (s.imported_at at time zone m.time_zone)::date as "on" from payments_statements s
       join access_municipalities m on m.id = s.municipality_id
      where s.municipality_id = ? and s.account = ? and s.sha256 = ?`,
    [municipalityId, account, hash]
  )
  if (known)
    throw errors.E_PAYMENTS_STATEMENT_KNOWN({ id: known.id, on: formatDate(known.on as never) })
}

async function readContent(
  tx: Tx,
  { municipalityId, layoutId }: StatementOrder,
  bytes: Uint8Array
): Promise<ReadStatement> {
  const { text } = decodeText(bytes)
  if (isOfx(text)) return readOfx(text)
  const layout = await layoutOf(tx, municipalityId, layoutId)
  const options = { delimiter: layout.separator, relax_column_count: true, relax_quotes: true }
  try {
    return readStatementRows(parse(text, options) as unknown as string[][], layout)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw errors.E_PAYMENTS_STATEMENT_UNREADABLE({
      line: String(error.lines ?? 1),
      why: 'Não é um CSV.',
    })
  }
}

async function layoutOf(
  tx: Tx,
  municipalityId: bigint,
  id: bigint | null
): Promise<StatementColumns & { readonly separator: string }> {
  const [layout] = await query<StatementColumns & { readonly separator: string }>(
    tx,
    `select separator, skip_lines::int as skip, date_column::int as date, date_order as "dateOrder",
            amount_column::int as amount, decimal_mark as "decimalMark", sign_column::int as sign, text_column::int as text,
            document_column::int as document
       from payments_statement_layouts where municipality_id = ? and id = ?`,
    [municipalityId, id]
  )
  if (!layout) throw errors.E_PAYMENTS_STATEMENT_LAYOUT()
  return { ...layout, separator: SEPARATORS[layout.separator]! }
}

type IdentifiedLine = StatementLine & { readonly identity: string }

/** Two equal lines of a day are two: the second has another identity. */
function identified(account: string, lines: readonly StatementLine[]): IdentifiedLine[] {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const said = [account, line.on, line.amountCents, line.document ?? '', line.text].join('\n')
    const nth = (seen.get(said) ?? 0) + 1
    seen.set(said, nth)
    return { ...line, identity: sha256(`${said}\n${nth}`) }
  })
}

async function unknownLines(
  tx: Tx,
  {
    municipalityId,
    account,
    lines,
  }: {
    readonly municipalityId: bigint
    readonly account: string
    readonly lines: readonly IdentifiedLine[]
  }
): Promise<IdentifiedLine[]> {
  const known = await query<{ identity: string }>(
    tx,
    `select identity from payments_statement_lines where municipality_id = ? and account = ? and identity = any(?)`,
    [municipalityId, account, lines.map(({ identity }) => identity)]
  )
  const had = new Set(known.map(({ identity }) => identity))
  return lines.filter(({ identity }) => !had.has(identity))
}
