import { readFileSync, readdirSync } from 'node:fs'
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

/** The browsers' main processes that this process started. */
const browsersOfThisProcess = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const [, parent] = / \(.*\) \S+ (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))!
        return (
          Number(parent) === process.pid &&
          readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('chromium')
        )
      } catch {
        return false
      }
    })
    .map(Number)
const kill = (pid: number) => process.kill(pid, 'SIGKILL')

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

  test('has every weight of the font and the pictures of the style sheet on a page that no screen shows', async ({
    assert,
  }) => {
    const dot =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
    const style = `p{font-weight:700;height:9mm;background:url(data:image/png;base64,${dot})} em{font:600 9pt Inter}`
    const template = '<p>{{text}}</p><em>{{text}}</em>'
    const pdf = await renderer.renderPdf(renderHtml(type, { template, style }, { text: 'Água' }))
    const text = pdf.toString('latin1')
    const fonts = new Set([...text.matchAll(/\+Inter[\w-]*/g)].map(([name]) => name))
    assert.sameMembers([...fonts], ['+Inter-Bold', '+Inter-SemiBold'])
    assert.include(text, '/Subtype /Image')
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
    const table = {
      ...type,
      template: '<table><tr><th>A</th></tr><tr><td>{{text}}</td></tr></table>',
    }
    const tagged = () =>
      renderer.renderPdf(renderHtml(table, null, { text: 'a' }), { timestamp, tagged: true })
    const before = await tagged()
    assert.include(before.toString('latin1'), '(node0000000')
    await renderer.renderPdfs(['b', 'c', 'd'].map(page), { tagged: true })
    assert.isTrue(before.equals(await tagged()))
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

  test('a batch goes on when the browser is killed under it', async ({ assert }) => {
    const htmls = Array.from({ length: 60 }, (_, number) => page(`Página ${number}`))
    const killed: number[] = []
    let pages = 0
    for await (const { count, pdf } of renderer.renderBatches(htmls, { size: 5 })) {
      pages += pageCount(pdf)!
      assert.equal(pageCount(pdf), count)
      if (killed.length < 2) killed.push(...browsersOfThisProcess().filter(kill))
    }
    assert.equal(pages, 60)
    assert.isAtLeast(killed.length, 2)
  }).timeout(120_000)

  test('a roll is cut where its document ends', async ({ assert }) => {
    const margins = { top: '4', right: '4', bottom: '6', left: '4' }
    const roll = (format: '80mm' | '104mm', lines: number) =>
      renderHtml(
        type,
        { template: '<p>linha</p>'.repeat(lines), style: '', page: { format, margins } },
        {}
      )
    const size = async (html: string) => {
      const pdf = await renderer.renderPdf(html)
      return /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/
        .exec(pdf.toString('latin1'))!
        .slice(1)
        .map((points) => (Number(points) / 72) * 25.4)
    }
    const [width, short] = await size(roll('80mm', 3))
    const [, long] = await size(roll('80mm', 30))
    assert.closeTo(width!, 80, 0.5)
    assert.isBelow(short!, 40)
    assert.isAbove(long!, 120)
    const [wide] = await size(roll('104mm', 3))
    assert.closeTo(wide!, 104, 0.5)
  })

  test('prints again after it was closed', async ({ assert }) => {
    await renderer.close()
    assert.equal(pageCount(await renderer.renderPdf(page('a'))), 1)
  })
})
