import { PassThrough, type Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import ExcelJS from 'exceljs'
import { format } from '#core/web/index'
import { clock } from '#core/calendar/index'
import { seesPersonal } from '../access.ts'
import type { Tx } from '#core/database/index'
import { csvCell, numberFormat, sheetValue } from './cells.ts'
import { CSV, csvHead } from './csv_line.ts'
import { type ExportRequest, exportBatches, exportFields } from './source.ts'

export const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const csv = (lines: string[][]) => stringify(lines, CSV)

/** The file of an export as it is written: nothing of it is held longer than a batch. */
export function exportStream(request: ExportRequest, within?: Tx): Readable {
  const output = new PassThrough()
  const write = request.format === 'csv' ? writeCsv : writeSheet
  write(request, output, within).catch((error: unknown) => output.destroy(error as Error))
  return output
}

/** Waits while the reader is behind. */
async function breathe(output: PassThrough): Promise<void> {
  if (output.destroyed) throw new Error('E_RECORDS_EXPORT_LEFT: the reader of an export went away')
  if (!output.writableNeedDrain) return void (await turn())
  await new Promise<void>((resolve) => {
    const go = () => {
      output.off('drain', go).off('close', go)
      resolve()
    }
    output.on('drain', go).on('close', go)
  })
}

async function writeCsv(request: ExportRequest, output: PassThrough, within?: Tx): Promise<void> {
  const fields = exportFields(request)
  output.write(csvHead(fields.map(({ label }) => label)))
  for await (const { rows, context } of exportBatches(request, within)) {
    output.write(csv(rows.map((row) => fields.map((field) => csvCell(field, row, context)))))
    await breathe(output)
  }
  output.end()
}

const PERSONAL_FILL: ExcelJS.Fill = {
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb: 'FFFDF0D9' },
}

async function writeSheet(request: ExportRequest, output: PassThrough, within?: Tx): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: false,
  })
  const fields = exportFields(request)
  const sheet = book.addWorksheet(request.type.title.many.slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 1 }],
  })
  sheet.columns = fields.map((field) => ({
    width: Math.min(48, Math.max(12, field.label.length + 2)),
    style: { numFmt: numberFormat(field) ?? '@' },
  }))
  const head = sheet.addRow(fields.map(({ label }) => label))
  head.eachCell((cell, at) => {
    cell.font = { bold: true }
    cell.numFmt = '@'
    if (fields[at - 1]?.isPersonal) cell.fill = PERSONAL_FILL
  })
  head.commit()
  let count = 0
  for await (const { rows, context } of exportBatches(request, within)) {
    count += rows.length
    for (const row of rows)
      sheet.addRow(fields.map((field) => sheetValue(field, row, context))).commit()
    await breathe(output)
  }
  sheet.commit()
  describe(book, request, count)
  await book.commit()
}

/** A second sheet says where the figures come from, and that personal data is among them. */
function describe(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  request: ExportRequest,
  count: number
): void {
  const { actor, type, timeZone } = request
  const personal = exportFields(request).filter(({ isPersonal }) => isPersonal)
  const sheet = book.addWorksheet('Sobre este arquivo')
  sheet.columns = [{ width: 24 }, { width: 90 }]
  const lines: [string, string][] = [
    ['Lista', type.title.many],
    ['Linhas', format.integer(count)],
    ['Exportado por', actor.name],
    ['Em', format.datetime(clock.now(), timeZone)],
  ]
  if (personal.length) {
    const labels = personal.map(({ label }) => label).join(', ')
    const what = seesPersonal(actor, type)
      ? `${labels}. Use só para a finalidade do serviço e apague quando não precisar mais (Lei 13.709/2018). A exportação está na trilha de auditoria.`
      : `${labels}: mascarados, porque quem exportou não pode vê-los.`
    lines.push(['Dados pessoais', what])
  }
  for (const line of lines) sheet.addRow(line).commit()
  sheet.commit()
}
