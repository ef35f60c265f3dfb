import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { type DocumentTemplate, DocumentError } from '#core/documents/index'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { previewIsolated } from '../../isolated/index.ts'

const KEY = 'billing.invoice'
const invoice = () => registries().documents.get(KEY)

async function preview(
  client: ApiClient,
  content: DocumentTemplate,
  more: Readonly<Record<string, string>> = {}
) {
  return client
    .post(`/documents/preview/${KEY}`)
    .loginAs(await userNamed('ana.admin'))
    .withCsrfToken()
    .accept('json')
    .form({ content: JSON.stringify(content), ...more })
}

test.group('Documents | preview of a template', (group) => {
  freshDatabase(group)

  test('shows the sample, soon after the first time', async ({ client, assert }) => {
    const { template, style } = invoice()
    const first = await preview(client, { template, style })
    first.assertStatus(200)
    assert.include(first.body().html, 'Maria Aparecida dos Santos')
    assert.include(first.body().html, `default-src 'none'`)
    const began = performance.now()
    const next = await preview(client, { template: `${template}<p>Novo</p>`, style })
    assert.include(next.body().html, '<p>Novo</p>')
    assert.isBelow(performance.now() - began, 1000)
  }).timeout(30_000)

  test('says that there is no record of a number', async ({ client, assert }) => {
    const { template, style } = invoice()
    const none = await preview(client, { template, style }, { number: '999999999' })
    none.assertStatus(404)
    assert.include(none.text(), '999999999')
  })

  test('gives the page as PDF on the paper of the template', async ({ client, assert }) => {
    const { style } = invoice()
    const margins = { top: '4', right: '4', bottom: '6', left: '4' }
    const answer = await client
      .post(`/documents/preview/${KEY}/pdf`)
      .loginAs(await userNamed('ana.admin'))
      .withCsrfToken()
      .form({
        content: JSON.stringify({ template: '<p>x</p>', style, page: { format: '80mm', margins } }),
      })
    answer.assertStatus(200)
    assert.match(String(answer.header('content-type')), /pdf/)
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(
      Buffer.from(answer.body() as Uint8Array).toString('latin1')
    )!
    assert.closeTo(Number(width), (80 / 25.4) * 72, 1)
    assert.isBelow(Number(height), 120)
  }).timeout(60_000)

  test('says where the fault is: {0}')
    .with([
      ['{{customer.nome}}', 'nome', 'template'],
      ['{{#if debts.count}}{{else}}{{debts.tota}}{{/if}}', 'tota', 'template'],
      ['{{#each groups}}{{customer.name}}{{/each}}', 'customer', 'template'],
      ['{{shout customer.name}}', 'shout', 'template'],
      ['{{customer.constructor}}', 'constructor', 'template'],
      ['{{@root.__proto__}}', '__proto__', 'template'],
      ['<img src="https://example.org/a.png">', 'src', 'template'],
      ['<img alt=">" onerror="x()">', 'onerror', 'template'],
      ['<p style="background:url(//example.org/a)">x</p>', 'url', 'template'],
      ['<p style="background:\\75rl(//example.org/a)">x</p>', 'url', 'template'],
      ['<link rel="stylesheet" href="a.css">', 'link', 'template'],
      ['<a href=" javascript:x()">a</a>', 'href', 'template'],
      ['<p {{customer.name}}>x</p>', 'aspas', 'template'],
    ])
    .run(async ({ client, assert }, [markup, word, part]: string[]) => {
      const answer = await preview(client, { template: `<p>a</p>\n${markup}`, style: '' })
      answer.assertStatus(422)
      const { problem, line, part: named } = answer.body()
      assert.include(problem, word!)
      assert.equal(line, 2)
      assert.equal(named, part)
    })

  test('refuses a style that loads something, naming the style', async ({ client, assert }) => {
    const answer = await preview(client, { template: '', style: '@import "https://example.org"' })
    answer.assertStatus(422)
    assert.equal(answer.body().part, 'style')
  })

  test('who may not edit configuration sees nothing', async ({ client }) => {
    const answer = await client
      .post(`/documents/preview/${KEY}`)
      .loginAs(await userNamed('gilda.auditoria'))
      .withCsrfToken()
      .accept('json')
      .form({ content: '{}' })
    answer.assertStatus(403)
  })
})

const refusal = async (template: string): Promise<DocumentError> => {
  const { name, title, schema, paper, style, sample } = invoice()
  const began = performance.now()
  try {
    await previewIsolated({
      type: { name, title, schema, paper, template, style },
      template: { template, style: '' },
      data: sample,
      face: 'html',
    })
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    if (performance.now() - began > 8000) throw new Error('stopped too late', { cause: error })
    return error
  }
  throw new Error('not refused')
}

test.group('Documents | templates that would go on for ever', (group) => {
  freshDatabase(group)
  const each = (depth: number, inside: string) =>
    '{{#each @root.consumption.months}}'.repeat(depth) + inside + '{{/each}}'.repeat(depth)

  test('are stopped: {0}')
    .with([
      ['loops in loops', each(6, 'x')],
      ['much text in loops', each(3, 'x'.repeat(20_000))],
      ['drawings in loops', each(3, '{{qr @root.document.number}}')],
      ['very deep blocks', '{{#if groups}}'.repeat(20_000) + '{{/if}}'.repeat(20_000)],
      ['marks that never end', '<'.repeat(200_000)],
      ['tags that never end', '<a '.repeat(90_000)],
    ])
    .run(async ({ assert }, [what, template = '']: string[]) => {
      if (what === 'marks that never end') return assert.isDefined(await shown(template))
      const error = await refusal(template)
      assert.include(
        [
          'E_DOCUMENTS_BUDGET',
          'E_DOCUMENTS_TIME',
          'E_DOCUMENTS_MEMORY',
          'E_DOCUMENTS_SYNTAX',
          'E_DOCUMENTS_FORBIDDEN',
        ],
        error.code
      )
    })
    .timeout(30_000)

  test('and the next preview works', async ({ assert }) => {
    await refusal(each(6, 'x'))
    assert.include(await shown('<p>{{customer.name}}</p>'), 'Maria Aparecida')
  }).timeout(30_000)

  test('a thread that does not answer in time is ended', async ({ assert }) => {
    const { name, title, schema, paper, style, sample } = invoice()
    const template = '{{customer.name}}'.repeat(10_000)
    const task = {
      type: { name, title, schema, paper, template, style },
      ...{ template: { template, style: '' }, data: sample, face: 'html' as const },
    }
    await assert.rejects(() => previewIsolated(task, 1), /stopped at its limits/)
    assert.include(await shown('<p>{{customer.name}}</p>'), 'Maria Aparecida')
  }).timeout(30_000)
})

async function shown(template: string): Promise<string> {
  const { name, title, schema, paper, style, sample } = invoice()
  const task = { type: { name, title, schema, paper, template, style }, data: sample }
  const face = await previewIsolated({ ...task, template: { template, style: '' }, face: 'html' })
  return 'html' in face ? face.html : ''
}
