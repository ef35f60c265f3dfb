import { type Tx, query } from '#core/database/index'
import db from '@adonisjs/lucid/services/db'

export type RunFileKind = 'pdf' | 'pdf_whole' | 'print_shop'

export interface NewRunFile {
  readonly municipalityId: bigint
  readonly runId: bigint
  readonly jobRunId: bigint
  readonly kind: RunFileKind
  /** From 1, in the order of delivery. */
  readonly position: number
  readonly fileId: bigint
  readonly invoices: number
  readonly totalCents: bigint
}

export async function keepRunFile(tx: Tx, file: NewRunFile): Promise<void> {
  await query(
    tx,
    `insert into billing_run_files (municipality_id, run_id, job_run_id, kind, position, file_id, invoices, total_cents)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[file.municipalityId, file.runId, file.jobRunId, file.kind, file.position, file.fileId],
      ...[file.invoices, file.totalCents],
    ]
  )
}

export interface RunFile {
  readonly id: bigint
  readonly kind: RunFileKind
  readonly position: number
  readonly file_id: bigint
  readonly invoices: number
  readonly total_cents: bigint
  readonly created_at: Date
}

type Reader = Pick<Tx, 'rawQuery'>

/** What was made of a run, the whole before its parts. */
export const filesOfRun = (
  reader: Reader,
  municipalityId: bigint,
  runId: bigint
): Promise<RunFile[]> =>
  query<RunFile>(
    reader,
    `select id, kind, position, file_id, invoices, total_cents, created_at from billing_run_files
      where municipality_id = ? and run_id = ? order by kind desc, id`,
    [municipalityId, runId]
  )

const TITLES: Readonly<Record<RunFileKind, string>> = {
  print_shop: 'Arquivo para a gráfica',
  pdf_whole: 'Todas as faturas (ZIP de PDF)',
  pdf: 'Faturas em PDF, parte',
}

export const fileTitle = ({ kind, position }: Pick<RunFile, 'kind' | 'position'>): string =>
  kind === 'pdf' ? `${TITLES[kind]} ${position}` : TITLES[kind]

/** What a print run left to take, for its page. */
export async function printedFiles(jobRunId: bigint) {
  const rows = await query<Pick<RunFile, 'id' | 'kind' | 'position'>>(
    db,
    'select id, kind, position from billing_run_files where job_run_id = ? order by kind desc, position',
    [jobRunId]
  )
  return rows.map((row) => ({ title: fileTitle(row), path: `/billing/files/${row.id}` }))
}
