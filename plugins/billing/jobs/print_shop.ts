import { clock } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { storeStreamed } from '#core/files/index'
import type { Job } from '#core/jobs/index'
import { joinColumns } from '#plugins/readings/api'
import { billRecords, headerColumns, trailerColumns } from '../domain/print_shop_file.ts'
import { printChunk, printedData } from '../services/printing/print_chunk.ts'
import { keepRunFile, printedFiles } from '../services/printing/run_files.ts'
import { invoicesInOrder, runToPrint } from '../services/printing/run_order.ts'
import { type PrintArgs, planParts, scheduledPrint } from './print_run.ts'
import { groupSetting, monthSetting } from './settings.ts'

type Part = Awaited<ReturnType<typeof planParts>>['chunks'][number]
type State = Awaited<ReturnType<typeof planParts>>['state']

/** Read at once when the file is written. */
const BATCH = 200

/** The file of a run's bills for a print shop, ordered by route (TR-3.2.7.6b). What it says is issued, and kept. */
export const printShop: Job<PrintArgs, Part, State> = {
  name: 'billing.print_shop',
  title: 'Arquivo das faturas para a gráfica',
  permission: 'billing.print',
  figures: { papers: 'Faturas no arquivo', fresh: 'Pela primeira vez', total_cents: 'Total' },
  key: ({ run }) => String(run),
  label: ({ title }) => title,
  results: printedFiles,
  schedule: { settings: [groupSetting, monthSetting], args: scheduledPrint },
  async plan(context, { run }) {
    return planParts(context, run)
  },
  async perform({ tx, actor }, { ids }, { runId }) {
    const at = clock.now()
    const { papers, totalCents, fresh } = await printChunk(tx, { runId, ids, actor, at })
    return {
      ...{ done: ids.length, parked: 0, issues: [] },
      figures: { papers: papers.length, fresh, total_cents: totalCents },
    }
  },
  async finish({ tx, municipalityId, actor, runId: jobRunId }, { runId, name }) {
    const written = await writeFile(tx, { municipalityId, runId, name, createdBy: actor.userId })
    await keepRunFile(tx, {
      ...{ municipalityId, runId, jobRunId, kind: 'print_shop', position: 1 },
      ...written,
    })
    return {}
  },
}

interface Writing {
  readonly municipalityId: bigint
  readonly runId: bigint
  readonly name: string
  readonly createdBy: bigint | null
}

async function writeFile(tx: Tx, { municipalityId, runId, name, createdBy }: Writing) {
  const run = await runToPrint(tx, municipalityId, runId)
  const ids = await invoicesInOrder(tx, runId)
  let totalCents = 0n
  let papers = 0
  async function* lines(): AsyncGenerator<string> {
    yield line(
      headerColumns({
        ...{ municipality: String(municipalityId), group: run.group_code },
        ...{ reference: run.reference, run: runId },
      })
    )
    for (let start = 0; start < ids.length; start += BATCH) {
      const part = ids.slice(start, start + BATCH)
      const bills = await printedData(tx, municipalityId, { runId, ids: part })
      for (const bill of bills) {
        totalCents += BigInt(bill.document.total_cents)
        yield billRecords(bill, ++papers).map(line).join('')
      }
    }
    yield line(trailerColumns(papers, totalCents))
  }
  const file = await storeStreamed(tx, {
    ...{ municipalityId, createdBy, name: `grafica-${name}.txt`, mediaType: 'text/csv' },
    content: lines(),
  })
  return { fileId: file.id, invoices: papers, totalCents }
}

const line = (columns: Parameters<typeof joinColumns>[0]): string => `${joinColumns(columns)}\r\n`
