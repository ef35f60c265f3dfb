import { Readable } from 'node:stream'
import { slugOf } from '#core/text/index'
import { reportCsv } from '../export/csv.ts'
import { reportPdf } from '../export/pdf.ts'
import { reportXlsx } from '../export/xlsx.ts'
import type { Request, Viewer } from '../run/asked.ts'

export const FORMATS = {
  pdf: 'PDF',
  xlsx: 'Planilha (XLSX)',
  csv: 'Texto (CSV)',
} as const
export type FileFormat = keyof typeof FORMATS

export const MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

export const formatOf = (wanted: unknown): FileFormat =>
  wanted === 'pdf' || wanted === 'xlsx' ? wanted : 'csv'

export const fileName = (title: string, format: FileFormat): string => `${slugOf(title)}.${format}`

/** A whole report as a file, in memory: for who keeps it. */
export async function makeFile(
  request: Request,
  viewer: Viewer,
  { format, utility }: { readonly format: FileFormat; readonly utility: string }
): Promise<Buffer> {
  if (format === 'pdf') return reportPdf(request, viewer, utility)
  const stream =
    format === 'xlsx' ? reportXlsx(request, viewer) : Readable.from(reportCsv(request, viewer))
  // The text of a CSV comes in strings, the sheet in bytes; both become bytes.
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part as string))
  return Buffer.concat(parts)
}
