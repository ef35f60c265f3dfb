import { type CivilDate, clock, dateAt, formatDate } from '#core/calendar/index'
import { type Tx, copyRows, query } from '#core/database/index'
import { type ParsedFile, parseFile } from '../domain/file_format.ts'
import { fileFindings } from '../domain/file_findings.ts'
import { type FileJudgement, judgeFile, sequenceWarning } from '../domain/judge_file.ts'
import { type Agreement, lockAgreement } from './agreements.ts'
import { keepFindings } from './keep_findings.ts'

/** A file as it came, kept under its hash. */
export interface ReceivedFile {
  readonly fileObjectId: bigint
  readonly sha256: string
  readonly bytes: Uint8Array
}

export interface FileOpening {
  readonly municipalityId: bigint
  readonly agreementId: bigint
  readonly actorName: string
  readonly received: ReceivedFile
}

export interface OpenedFile {
  readonly fileId: bigint
  readonly agreement: Agreement
  readonly sequence: number
  readonly status: 'importing' | 'imported' | 'rejected' | 'quarantined' | 'repeated'
  readonly reason: string | null
  readonly lineCount: number
  /** What people should see and stops nothing. */
  readonly warnings: readonly string[]
}

interface StoredFile {
  readonly id: bigint
  readonly sequence: number | null
  readonly status: OpenedFile['status']
  readonly reason: string | null
  readonly line_count: number
  readonly total_cents: bigint | null
  readonly imported_at: Date
}

/**
 * Records a received file with all its lines, and says whether it may be processed. The same bytes again are recognised and
 * told with what became of them, but for those of a rejected file, which are judged anew: what stood in its way may be
 * gone. A file whose import was interrupted goes on where it stopped.
 */
export async function openFile(tx: Tx, opening: FileOpening): Promise<OpenedFile> {
  const { municipalityId, agreementId, received } = opening
  const agreement = await lockAgreement(tx, municipalityId, agreementId)
  const known = await sameBytes(tx, agreementId, received.sha256)
  if (known?.status === 'importing') return goOn(known, agreement)
  if (known) return repeat(tx, opening, { known, agreement })
  const file = parseFile(agreement.kind, received.bytes)
  const judgement = judgeFile(file, {
    agreementCode: agreement.code,
    agentCode: agreement.agentCode,
    agentName: agreement.agentName,
    sameSequence: await sameSequence(tx, agreementId, file.header?.fileSequence ?? null),
  })
  const fileId = await writeFile(tx, opening, { file, judgement })
  await writeLines(tx, municipalityId, { fileId, file, judgement, agreement })
  const sequence = file.header?.fileSequence ?? 0
  const isGoing = judgement.status === 'importing'
  const gap = isGoing ? sequenceWarning(sequence, agreement.lastSequence) : null
  await keepFindings(tx, { municipalityId, fileId }, fileFindings(file, judgement, gap))
  return {
    fileId,
    agreement,
    sequence,
    status: judgement.status,
    reason: judgement.reason,
    lineCount: file.lines.length,
    warnings: isGoing
      ? [...(gap ? [gap] : []), ...file.issues.map(({ message, path }) => `${path}: ${message}`)]
      : [],
  }
}

const goOn = (known: StoredFile, agreement: Agreement): OpenedFile => ({
  fileId: known.id,
  agreement,
  sequence: known.sequence ?? 0,
  status: 'importing',
  reason: null,
  lineCount: known.line_count,
  warnings: [],
})

async function sameBytes(
  tx: Tx,
  agreementId: bigint,
  hash: string
): Promise<StoredFile | undefined> {
  const [known] = await query<StoredFile>(
    tx,
    `select id, sequence, status, reason, line_count, total_cents, imported_at from payments_files
      where agreement_id = ? and sha256 = ? and status not in ('repeated', 'rejected')`,
    [agreementId, hash]
  )
  return known
}

async function sameSequence(tx: Tx, agreementId: bigint, sequence: number | null) {
  if (sequence === null) return null
  const [known] = await query<{ id: bigint }>(
    tx,
    `select id from payments_files
      where agreement_id = ? and sequence = ? and status in ('importing', 'imported') order by id limit 1`,
    [agreementId, sequence]
  )
  return known ? { fileId: known.id, sequence } : null
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  imported: 'importado',
  quarantined: 'em quarentena',
}

/** The same bytes: kept as one more row of the list, which points to the first. */
async function repeat(
  tx: Tx,
  opening: FileOpening,
  { known, agreement }: { readonly known: StoredFile; readonly agreement: Agreement }
): Promise<OpenedFile> {
  const on = formatDate(dateAt(known.imported_at, agreement.timeZone))
  const name = known.sequence === null ? `nº ${known.id}` : `NSA ${known.sequence}`
  const reason = `Este arquivo já foi importado em ${on} como ${name} (${STATUS_WORDS[known.status]}). Nada foi feito de novo.`
  const fileId = await insertFile(tx, opening, {
    sequence: known.sequence,
    generatedOn: null,
    status: 'repeated',
    lineCount: known.line_count,
    totalCents: known.total_cents,
    unreadableCents: 0n,
    reason,
    otherFileId: known.id,
  })
  return {
    fileId,
    agreement,
    sequence: known.sequence ?? 0,
    status: 'repeated',
    reason,
    lineCount: 0,
    warnings: [],
  }
}

interface Judged {
  readonly file: ParsedFile
  readonly judgement: FileJudgement
}

function writeFile(tx: Tx, opening: FileOpening, { file, judgement }: Judged): Promise<bigint> {
  return insertFile(tx, opening, {
    sequence: file.header?.fileSequence ?? null,
    generatedOn: file.header?.generatedOn ?? null,
    status: judgement.status,
    lineCount: file.lines.length,
    totalCents: file.trailer?.totalCents ?? null,
    unreadableCents: file.unreadableCents ?? 0n,
    reason: judgement.reason,
    otherFileId: judgement.otherFileId,
  })
}

interface FileRow {
  readonly sequence: number | null
  readonly generatedOn: CivilDate | null
  readonly status: OpenedFile['status']
  readonly lineCount: number
  readonly totalCents: bigint | null
  readonly unreadableCents: bigint
  readonly reason: string | null
  readonly otherFileId: bigint | null
}

async function insertFile(tx: Tx, opening: FileOpening, row: FileRow): Promise<bigint> {
  const { municipalityId, agreementId, received, actorName } = opening
  const [inserted] = await query<{ id: bigint }>(
    tx,
    `insert into payments_files (municipality_id, agreement_id, file_object_id, sha256, sequence, generated_on, status,
            line_count, total_cents, unreadable_cents, reason, other_file_id, imported_at, imported_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, agreementId, received.fileObjectId, received.sha256, row.sequence],
      ...[row.generatedOn, row.status, row.lineCount, row.totalCents, row.unreadableCents],
      ...[row.reason, row.otherFileId, clock.now(), actorName],
    ]
  )
  return inserted!.id
}

/** Every line, whatever the judgement: those of a file that does not go through are rejected with it. */
async function writeLines(
  tx: Tx,
  municipalityId: bigint,
  {
    fileId,
    file,
    judgement,
    agreement,
  }: Judged & { readonly fileId: bigint; readonly agreement: Agreement }
): Promise<void> {
  const isGoing = judgement.status === 'importing'
  const creditedOn = lastCredit(file)
  await copyRows(
    tx,
    'payments_file_lines',
    [
      ...[
        'municipality_id',
        'file_id',
        'number',
        'raw',
        'fate',
        'reason',
        'paid_on',
        'amount_cents',
      ],
      ...['credited_on', 'capture', 'fee_cents', 'is_outside_validity'],
    ],
    file.lines.map((line) => [
      ...[municipalityId, fileId, line.number, line.raw.replaceAll('\0', ' ')],
      isGoing && !line.isRejected ? 'waiting' : 'rejected',
      isGoing ? (line.isRejected ? line.reason : null) : (line.reason ?? judgement.reason),
      ...[line.paidOn, line.amountCents],
      ...[line.creditedOn ?? creditedOn, line.capture, line.feeCents],
      line.paidOn !== null && isOutside(agreement, line.paidOn),
    ])
  )
}

/** Money of a line whose dates cannot be read is credited with the rest of its file. */
const lastCredit = ({ lines, header }: ParsedFile): CivilDate | null =>
  lines.reduce<CivilDate | null>(
    (last, { creditedOn }) =>
      creditedOn !== null && (last === null || creditedOn > last) ? creditedOn : last,
    null
  ) ??
  header?.generatedOn ??
  null

const isOutside = ({ validFrom, validUntil }: Agreement, paidOn: CivilDate) =>
  (validFrom !== null && paidOn < validFrom) || (validUntil !== null && paidOn > validUntil)
