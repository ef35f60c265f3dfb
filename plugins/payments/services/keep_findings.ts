import { type Tx, copyRows, query } from '#core/database/index'
import type { FileFinding } from '../domain/file_findings.ts'

/** Writes down what was found wrong with a file, and that it was looked at. */
export async function keepFindings(
  tx: Tx,
  { municipalityId, fileId }: { readonly municipalityId: bigint; readonly fileId: bigint },
  findings: readonly FileFinding[]
): Promise<void> {
  await copyRows(
    tx,
    'payments_file_findings',
    [
      ...['municipality_id', 'file_id', 'line', 'field', 'content', 'problem', 'severity'],
      'message',
    ],
    findings.map((one) => [
      ...[municipalityId, fileId, one.line, one.field, one.content?.replaceAll('\0', ' ') ?? null],
      ...[one.problem, one.severity, one.message],
    ])
  )
  await query(tx, 'update payments_files set findings = ? where id = ?', [findings.length, fileId])
}
