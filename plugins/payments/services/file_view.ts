import { type Tx, query } from '#core/database/index'
import { type BridgeView, bridgeView, closeBridge } from '#core/reports/index'
import { errors } from '../errors.ts'
import type { LineEnd } from '../domain/line_fate.ts'
import { FILE_STATUSES, LINE_FATES } from '../records/options.ts'
import { lineTerms, moneyTerms } from '../reports/file_terms.ts'
import { agreedFee } from './fees.ts'
import { fateTotals } from './file_totals.ts'

type Reader = Pick<Tx, 'rawQuery'>

export interface FileRow {
  readonly id: bigint
  readonly sequence: number | null
  readonly generated_on: string | null
  readonly status: string
  readonly line_count: number
  readonly total_cents: bigint | null
  readonly unreadable_cents: bigint
  readonly reason: string | null
  readonly other_file_id: bigint | null
  readonly imported_at: Date
  readonly imported_by: string
  /** How many problems it has; null: received before they were kept. */
  readonly findings: number | null
  readonly sha256: string
  readonly agreement_id: bigint
  readonly agreement_code: string
  readonly agent_code: string
  readonly agent_name: string
  readonly file_name: string
}

export interface LineRow {
  readonly id: bigint
  readonly number: number
  readonly fate: LineEnd
  readonly reason: string | null
  readonly paid_on: string | null
  readonly amount_cents: bigint | null
  readonly credit_cents: bigint
  readonly receipt_id: bigint | null
  readonly document_id: bigint | null
  readonly raw: string
  readonly is_outside_validity: boolean
  /** As the bank says in the line; null when it cannot be read. */
  readonly fee_cents: bigint | null
  /** As the agreement has it. */
  readonly agreed_fee_cents: bigint | null
}

const PAGE_SIZE = 50

/** Everything that the page of a payment file shows. @throws BusinessError E_PAYMENTS_FILE_UNKNOWN */
export async function fileView(
  reader: Reader,
  municipalityId: bigint,
  { id, fate, page }: { readonly id: bigint; readonly fate: string | null; readonly page: number }
) {
  const [file] = await query<FileRow>(
    reader,
    `select f.*, g.code as agreement_code, a.code as agent_code, a.name as agent_name, o.name as file_name
       from payments_files f
       join payments_agreements g on g.id = f.agreement_id
       join payments_agents a on a.id = g.agent_id
       join files_objects o on o.id = f.file_object_id
      where f.municipality_id = ? and f.id = ?`,
    [municipalityId, id]
  )
  if (!file) throw errors.E_PAYMENTS_FILE_UNKNOWN({ id })
  const totals = await fateTotals(reader, id)
  const fates = LINE_FATES.map((option) => ({
    ...option,
    lines: totals.find((one) => one.fate === option.value)?.lines ?? 0n,
  })).filter(({ lines }) => lines > 0n)
  const count = fates.reduce((sum, one) => (fate && one.value !== fate ? sum : sum + one.lines), 0n)
  return {
    file,
    status: FILE_STATUSES.find(({ value }) => value === file.status),
    findings: await findingsOf(reader, file),
    bridges: bridgesOf(file, totals),
    fates,
    fate,
    lines: await linesOf(reader, id, { fate, page }),
    fateNamed: Object.fromEntries(LINE_FATES.map((option) => [option.value, option])),
    page,
    lastPage: Math.max(1, Math.ceil(Number(count) / PAGE_SIZE)),
  }
}

const MOST_FINDINGS = 20

/** The first problems of a file, the worst first. */
function findingsOf(reader: Reader, { id, findings }: FileRow) {
  if (!findings) return []
  return query<{ line: number | null; message: string; severity: string }>(
    reader,
    `select line, message, severity from payments_file_findings where file_id = ?
      order by array_position(array['blocking', 'line', 'warning'], severity), line nulls first, id limit ${MOST_FINDINGS}`,
    [id]
  )
}

function bridgesOf(file: FileRow, totals: Awaited<ReturnType<typeof fateTotals>>): BridgeView[] {
  if (file.status !== 'imported' && file.status !== 'importing') return []
  const sums = {
    lines: BigInt(file.line_count),
    totalCents: file.total_cents ?? 0n,
    unreadableCents: file.unreadable_cents,
  }
  const name = 'payments.file'
  return [
    closeBridge(
      { name, title: 'Conferência dos valores', unit: 'cents' },
      moneyTerms('Total informado pelo banco', sums, totals)
    ),
    closeBridge(
      { name, title: 'Conferência das linhas', unit: 'count' },
      lineTerms('Linhas do arquivo', sums, totals)
    ),
  ].map(bridgeView)
}

function linesOf(
  reader: Reader,
  fileId: bigint,
  { fate, page }: { readonly fate: string | null; readonly page: number }
): Promise<LineRow[]> {
  return query<LineRow>(
    reader,
    `select l.id, l.number, l.fate, l.reason, l.paid_on, l.amount_cents, l.credit_cents, l.receipt_id, l.document_id, l.raw,
            l.is_outside_validity, l.fee_cents,
            case when l.paid_on is not null then ${agreedFee('g', 'l.capture', 'l.paid_on')} end as agreed_fee_cents
       from payments_file_lines l join payments_files f on f.id = l.file_id
       join payments_agreements g on g.id = f.agreement_id
      where l.file_id = ? ${fate ? 'and l.fate = ?' : ''} order by l.number limit ? offset ?`,
    [fileId, ...(fate ? [fate] : []), PAGE_SIZE, (page - 1) * PAGE_SIZE]
  )
}
