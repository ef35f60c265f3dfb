import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import User from '#core/access/models/user'
import { query } from '#core/database/index'
import {
  type DocumentType,
  outputsOf,
  renderEmail,
  renderSms,
  renderText,
  renderThermal,
  renderWhatsapp,
  smsLength,
} from '#core/documents/index'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { previewsOf } from '../../previews.ts'
import { contentOf } from '../../template_kind.ts'

const user = (name: string) => User.findByOrFail('email', `${name}@demo.aqueduto`)
/** A field that nobody filled would show as one of these. */
const HOLES = /undefined|\[object|NaN|\{\{|\}\}/

async function preview(
  client: ApiClient,
  type: DocumentType,
  more: Readonly<Record<string, string>>
) {
  return client
    .post(`/documents/preview/${type.name}`)
    .loginAs(await user('ana.admin'))
    .withCsrfToken()
    .accept('json')
    .form({ content: JSON.stringify(contentOf(type)), ...more })
}

test.group('Documents | every declared output', (group) => {
  freshDatabase(group)

  test('of every document shows its sample in the editor', async ({ client, assert }) => {
    for (const type of registries().documents.all()) {
      const faces = previewsOf(type)
      assert.isNotEmpty(faces)
      for (const [face, title] of faces) {
        const answer = await preview(client, type, { face })
        assert.equal(answer.status(), 200, `${type.name}, ${title}: ${answer.text().slice(0, 300)}`)
        const { html, text } = answer.body() as { html?: string; text?: string }
        const shown = html ?? text!
        assert.isAbove(shown.length, 40, `${type.name}, ${title}`)
        assert.notMatch(shown.slice(Math.max(0, shown.indexOf('<body'))), HOLES, title)
      }
    }
  }).timeout(60_000)

  test('of a notice shows a real premise', async ({ client, assert }) => {
    const type = registries().documents.get('registry.notice')
    const [premise] = await query<{ registration_number: string }>(
      db,
      'select registration_number from registry_premises order by id limit 1'
    )
    const number = premise!.registration_number
    const digits = `${number.slice(0, -1)}-${number.slice(-1)}`
    for (const [face, title] of previewsOf(type)) {
      const answer = await preview(client, type, { face, number })
      answer.assertStatus(200)
      assert.include(JSON.stringify(answer.body()), digits, title)
    }
  }).timeout(60_000)

  test('has words of the product: paper, printer, e-mail with a page, and short messages of few parts', ({
    assert,
  }) => {
    const all = registries().documents.all()
    for (const type of all.filter((one) => outputsOf(one).includes('sms'))) {
      const given = [type, null, type.sample] as const
      assert.isAtMost(smsLength(renderSms(...given)).segments, 2, renderSms(...given))
      assert.isEmpty(smsLength(renderSms(...given)).costly)
      assert.isAbove(renderWhatsapp(...given).length, 60)
      const { subject, text, html } = renderEmail(...given)
      for (const part of [subject, text, html]) assert.notMatch(part, HOLES)
      assert.match(html, /<h1/)
      assert.isTrue(
        renderText(...given)
          .split('\n')
          .every((line) => line.length <= 80)
      )
      for (const language of ['esc-pos', 'cpcl'] as const) {
        for (const roll of ['80mm', '104mm'] as const) {
          assert.isAbove(renderThermal({ language, roll }, ...given).length, 300)
        }
      }
    }
    assert.includeMembers(
      all.filter((one) => outputsOf(one).includes('thermal')).map(({ name }) => name),
      ['billing.invoice', 'registry.notice']
    )
  })
})
