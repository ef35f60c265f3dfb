import { availableParallelism, loadavg } from 'node:os'
import { type DocumentType, PdfRenderer, renderHtml } from '#core/documents/index'
import { registries } from '#core/kernel/index'
import type { BenchOptions } from '../run.ts'

const BATCH = 200
const BATCHES = 4
const HTML_ROUNDS = 2000
const SECOND = 1000

const perSecond = (count: number, began: number) =>
  Math.round((count / (performance.now() - began)) * SECOND)

function* groups(type: DocumentType) {
  for (let batch = 0; batch < BATCHES; batch++) {
    yield Array.from({ length: BATCH }, () => renderHtml(type, null, type.sample))
  }
}

/**
 * Pages per second of the documents that the plugins declare, each on its sample: HTML on one thread; then HTML and PDF
 * together, in files of some hundreds of pages as a run prints them. The machine's load stands beside, since it decides
 * much.
 */
export default async function bench({ json }: BenchOptions) {
  const renderer = new PdfRenderer()
  const load = loadavg()[0]!
  const rows = []
  try {
    for (const type of registries().documents.all()) {
      const page = renderHtml(type, null, type.sample)
      const html = performance.now()
      for (let round = 0; round < HTML_ROUNDS; round++) renderHtml(type, null, type.sample)
      const htmlPerSecond = perSecond(HTML_ROUNDS, html)
      await renderer.renderPdf(page)
      const began = performance.now()
      let bytes = 0
      let pages = 0
      for await (const { count, pdf } of renderer.renderGroups(groups(type))) {
        bytes += pdf.length
        pages += count
      }
      rows.push({
        document: type.name,
        html_per_second: htmlPerSecond,
        pdf_pages: pages,
        pdf_pages_per_second: perSecond(pages, began),
        bytes_per_page: Math.round(bytes / pages),
        load_before: Number(load.toFixed(1)),
        cores: availableParallelism(),
      })
    }
  } finally {
    await renderer.close()
  }
  if (!json) process.stdout.write(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
  return rows
}
