import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import { type DocumentType, PdfRenderer, renderHtml } from '#core/documents/index'

const type: DocumentType = {
  name: 'test.page',
  title: 'Página',
  schema: { type: 'object' },
  sample: {},
  template: '<h1>{{text}}</h1>',
  style: 'h1 { font-weight: 600 }',
  paper: { format: 'A4', margins: { top: 10, right: 10, bottom: 10, left: 10 } },
}
const page = (text: string) => renderHtml(type, null, { text })
const pageCount = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length

test.group('Documents | PdfRenderer', (group) => {
  let renderer: PdfRenderer
  group.setup(() => {
    renderer = new PdfRenderer({ pages: 2 })
    return () => renderer.close()
  })
  group.each.timeout(60_000)

  test('prints a document as one page with the bundled font', async ({ assert }) => {
    const pdf = await renderer.renderPdf(page('Água'))
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
    assert.equal(pageCount(pdf), 1)
    assert.include(pdf.toString('latin1'), '+Inter')
  })

  test('prints many into one file, each on its own page', async ({ assert }) => {
    assert.equal(pageCount(await renderer.renderPdf(['a', 'b', 'c'].map(page))), 3)
  })

  test('prints many as single files, and as files of a given size, in order', async ({
    assert,
  }) => {
    const htmls = ['a', 'b', 'c', 'd', 'e'].map(page)
    const singles = await renderer.renderPdfs(htmls)
    assert.deepEqual(singles.map(pageCount), [1, 1, 1, 1, 1])
    const batches: [number, number, number | undefined][] = []
    for await (const { first, count, pdf } of renderer.renderBatches(htmls, { size: 2 })) {
      batches.push([first, count, pageCount(pdf)])
    }
    assert.deepEqual(batches, [
      [0, 2, 2],
      [2, 2, 2],
      [4, 1, 1],
    ])
  })

  test('refuses to join documents of different styles', async ({ assert }) => {
    const other = renderHtml(type, { template: 'x', style: 'h1{color:red}' }, {})
    await assert.rejects(() => renderer.renderPdf([page('a'), other]), /cannot share one PDF/)
  })

  test('gives the same bytes for the same document and timestamp', async ({ assert }) => {
    const timestamp = new Date('2026-11-20T12:00:00Z')
    const first = await renderer.renderPdf(page('a'), { timestamp })
    const second = await renderer.renderPdf(page('a'), { timestamp })
    assert.isTrue(first.equals(second))
    assert.include(first.toString('latin1'), '(D:20261120120000')
  })

  test('reaches no network and runs no script, whatever the page says', async ({ assert }) => {
    let visits = 0
    const server = createServer((_, response) => {
      visits++
      response.end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}`
    await renderer.renderPdf(
      `<!doctype html><link rel="stylesheet" href="${url}/a.css"><img src="${url}/b.png"><iframe src="${url}/c"></iframe><script>new Image().src='${url}/d'</script><style>@import '${url}/e';p{background:url(${url}/f)}</style><p>x</p>`
    )
    server.close()
    assert.equal(visits, 0)
  })

  test('prints again after it was closed', async ({ assert }) => {
    await renderer.close()
    assert.equal(pageCount(await renderer.renderPdf(page('a'))), 1)
  })
})
