import { PassThrough, Readable } from 'node:stream'
import excel from 'exceljs'
import { centsText, sheetNumber } from '#core/money/index'
import { csvHead, csvLine } from '#core/records/index'
import type { Simulation, StoredResult } from '../simulation/read.ts'
import type { Population } from '../simulation/types.ts'

type Pages = AsyncIterable<readonly StoredResult[]>

function headOf({ dims, results }: Population): string[] {
  const one = results.one.charAt(0).toUpperCase() + results.one.slice(1)
  return [
    one,
    'Id',
    ...dims.map(({ title }) => title),
    'Antes',
    'Com o rascunho',
    'Diferença',
    'Problema',
  ]
}

/** Words of a value of a dimension; one that is divided among several has no single value. */
function dimTexts({ dims: declared }: Population, { dims }: StoredResult): string[] {
  return declared.map(({ name, values }) => {
    const value = dims[name]
    if (value === undefined) return ''
    return values?.find((one) => one.value === value)?.label ?? value
  })
}

const plain = (amount: bigint, { unit }: Population): string =>
  unit === 'money' ? centsText(amount).replace('.', ',') : String(amount)

/** All results of a simulation as CSV for Brazilian spreadsheets, written as it is read. */
export function simulationCsv({ population }: Simulation, pages: Pages): Readable {
  return Readable.from(lines())

  async function* lines() {
    yield csvHead(headOf(population))
    for await (const rows of pages) {
      yield rows
        .map((row) =>
          csvLine([
            ...[row.label, row.key, ...dimTexts(population, row), plain(row.before, population)],
            ...[plain(row.after, population), plain(row.after - row.before, population)],
            row.error_text ?? '',
          ])
        )
        .join('')
    }
  }
}

/** The same as a spreadsheet with typed cells, streamed. */
export function simulationXlsx(simulation: Simulation, pages: Pages): Readable {
  const stream = new PassThrough()
  write(simulation, pages, stream).catch((error: unknown) => stream.destroy(error as Error))
  return stream
}

async function write({ population }: Simulation, pages: Pages, stream: PassThrough): Promise<void> {
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  const sheet = book.addWorksheet('Simulação', { views: [{ state: 'frozen', ySplit: 1 }] })
  const head = headOf(population)
  const format = population.unit === 'money' ? '#,##0.00' : '0'
  const firstAmount = 2 + population.dims.length
  sheet.columns = head.map((title, index) => ({
    width: Math.max(14, title.length + 4),
    style: {
      numFmt: index >= firstAmount && index < firstAmount + 3 ? format : '@',
    },
  }))
  const first = sheet.addRow(head)
  first.font = { bold: true }
  first.commit()
  for await (const rows of pages) {
    for (const row of rows) {
      sheet
        .addRow([
          ...[row.label, row.key, ...dimTexts(population, row), number(row.before, population)],
          ...[number(row.after, population), number(row.after - row.before, population)],
          row.error_text ?? '',
        ])
        .commit()
    }
  }
  sheet.commit()
  await book.commit()
}

const number = (amount: bigint, { unit }: Population): number | string =>
  sheetNumber(unit === 'money' ? centsText(amount) : String(amount))
