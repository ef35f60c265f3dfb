import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { sendMessages } from '#core/messaging/index'
import { MailServer, useMailServer } from '#core/messaging/tests/support/mail_server'
import { systemActor } from '#core/access/index'
import { runAction } from '#core/actions/index'
import { setParameter } from '#core/access/tests/support/people'
import { userNamed } from '#tests/support/people'
import { freshDatabase } from '#tests/support/database'
import { type GroupMonth, billMonth, readMonth } from '#plugins/billing/tests/functional/read_month'
import { LIST, act, as, filled, move, openReview, reviewOf, send } from './reviewing.ts'

const NOVEMBER = '2026-11'

interface Billed {
  readonly premise_id: bigint
  readonly invoice_id: bigint
  readonly number: string
  readonly billed_m3: string
  readonly total_cents: bigint
  readonly settlement: string
  readonly hold: string | null
  readonly customer_id: bigint
  readonly registration_number: string
  readonly reading: number
  readonly name: string
}

test.group('Reviews | the result', (group) => {
  freshDatabase(group)
  group.each.timeout(90_000)
  let month: GroupMonth
  let units: Billed[] = []
  const server = new MailServer()
  let done = () => {}

  /** The invoice of a premise that stands. */
  const standing = async (premiseId: bigint): Promise<Billed> => {
    const [row] = await query<Billed>(
      db,
      `select i.premise_id, i.id as invoice_id, i.number, trim_scale(i.billed_m3)::text as billed_m3, i.total_cents,
              i.settlement, i.hold, i.debtor_id as customer_id, p.registration_number, r.reading, c.name
         from billing_invoices i
         join registry_premises p on p.id = i.premise_id
         join registry_customers c on c.id = i.debtor_id
         join readings_readings r on r.premise_id = i.premise_id and r.reference = i.reference
        where i.premise_id = ? and i.reference = ? and i.settlement not in ('replaced', 'cancelled')`,
      [premiseId, NOVEMBER]
    )
    return row!
  }

  group.setup(async () => {
    const meters = await query<{
      premise_id: bigint
      registration_number: string
      meter_id: bigint
    }>(
      db,
      `select p.id as premise_id, p.registration_number, i.meter_id
         from registry_premises p
         join registry_billing_groups g on g.id = p.billing_group_id and g.code = '01'
         join registry_connections c on c.premise_id = p.id and c.service = 'water' and c.situation = 'active'
         join metering_installations i on i.connection_id = c.id and i.removed_on is null
        where p.kind = 'single' and exists (select from readings_readings r where r.meter_id = i.meter_id and r.reading is not null)
        order by p.id limit 5`
    )
    for (const { meter_id: id } of meters) {
      await query(
        db,
        `update readings_readings set reading = 120, kind = 'measured' where id = (
           select id from readings_readings where meter_id = ? and reading is not null order by read_on desc limit 1)`,
        [id]
      )
    }
    month = await readMonth(
      '01',
      NOVEMBER as never,
      new Map(meters.map((one) => [one.registration_number, 150]))
    )
    await billMonth(month)
    clock.freeze('2026-11-12T15:00:00Z')
    for (const { premise_id: id } of meters) {
      const { invoice_id: invoiceId } = await standing(id)
      await runAction('billing.change_consumption', {
        ...{ actor: systemActor(month.municipalityId), reason: 'Lançado a maior' },
        input: { id: String(invoiceId), billed_m3: '60', reason_code: 'misread' },
      })
    }
    units = await Promise.all(meters.map((one) => standing(one.premise_id)))
    await server.start()
    done = useMailServer(server)
  })
  group.teardown(async () => {
    clock.restore()
    done()
    await server.stop()
  })

  const open = (client: ApiClient, index: number, more = {}) =>
    openReview(
      client,
      'carla.',
      filled(units[index]!, { reference: '11/2026', requested_on: '2026-11-11', ...more })
    )

  const conclude = async (client: ApiClient, id: string, outcome = 'granted') => {
    await move(client, 'ana.', id, 'analyse')
    await act(client, 'ana.', 'reviews.write_report', {
      ...{ id, outcome, report: 'Foi lido o hidrômetro do vizinho.' },
    })
    const concluded = await move(client, 'ana.', id, 'conclude')
    concluded.assertStatus(200)
  }

  const correcting = { billed_m3: '20', reason_code: 'misread', reason: 'Laudo da vistoria' }

  test('a review shows the reading and the invoice of its month; a month that does not exist is refused', async ({
    client,
    assert,
  }) => {
    const id = await open(client, 0)
    const page = await as(client, 'ana.', `${LIST}/${id}`)
    const { number, invoice_id: invoiceId } = units[0]!
    assert.include(page, `/billing/invoices/${invoiceId}`)
    for (const text of [`Fatura ${number}`, 'Leitura de 11/2026', '>150 ', '60 m³'])
      assert.include(page, text)
    for (const reference of ['13/2025', '']) {
      const refused = await send(
        client,
        'carla.',
        LIST,
        filled(units[1]!, { reference, requested_on: '2026-11-11' })
      )
      refused.assertStatus(422)
    }
    const invoice = await as(client, 'ana.', `/billing/invoices/${invoiceId}`)
    const { number: review } = await reviewOf(client, id)
    assert.include(invoice, `/reviews/reviews/${id}`)
    assert.include(invoice, String(review))
    const premise = await as(client, 'ana.', `/registry/premises/${units[0]!.premise_id}`)
    assert.include(premise, `/reviews/reviews/${id}`)
    const other = await as(client, 'ana.', `/billing/invoices/${units[4]!.invoice_id}`)
    assert.include(
      other,
      `/reviews/reviews/new?premise_id=${units[4]!.premise_id}&amp;reference=2026-11&amp;requested_on=2026-11-12`
    )
  }).tags(['@TR-3.2.6.2.2'])

  test('from the concluded review who has the permission bills 20 m³ instead of 60, linked to its number; others get 403', async ({
    client,
    assert,
  }) => {
    const id = await open(client, 1)
    const first = await standing(units[1]!.premise_id)
    assert.equal(first.billed_m3, '60')
    assert.equal(first.hold, 'review')
    await conclude(client, id)
    assert.propertyVal(await standing(first.premise_id), 'hold', null)
    const path = `${LIST}/${id}/change/correct`
    const denied = await send(client, 'carla.', path, { ...correcting, confirmed: 'true' })
    const direct = await act(client, 'carla.', 'reviews.correct_invoice', { id, ...correcting })
    const form = await client.get(path).loginAs(await userNamed('carla.'))
    assert.deepEqual([form.status(), direct.status()], [403, 403])
    assert.equal((denied.flashMessage('problem') as { code: string }).code, 'E_ACCESS_DENIED')
    assert.deepEqual(await standing(first.premise_id), { ...first, hold: null })

    const shown = await send(client, 'ana.', path, correcting)
    shown.assertTextIncludes('O que vai acontecer')
    shown.assertTextIncludes('Consumo faturado de 60')
    assert.propertyVal(await standing(first.premise_id), 'invoice_id', first.invoice_id)
    const corrected = await send(client, 'ana.', path, { ...correcting, confirmed: 'true' })
    corrected.assertStatus(302)
    const after = await standing(first.premise_id)
    assert.equal(after.billed_m3, '20')
    assert.isTrue(after.total_cents < first.total_cents)
    const { number } = await reviewOf(client, id)
    const page = await as(client, 'ana.', `/billing/invoices/${after.invoice_id}`)
    assert.include(page, `Revisão de consumo ${String(number)}`)
    assert.include(page, 'Recálculo confere')
    const former = await as(client, 'ana.', `/billing/invoices/${first.invoice_id}`)
    assert.include(former, `Revisão de consumo ${String(number)}`)
    const corrections = await as(client, 'ana.', '/billing/corrections')
    assert.include(corrections, after.number)
    const history = await as(client, 'ana.', `${LIST}/${id}/tabs/history`)
    assert.include(history, `substituída pela ${after.number}`)
    const review = await as(client, 'ana.', `${LIST}/${id}`)
    assert.include(review, `/billing/invoices/${after.invoice_id}`)
  }).tags(['@TR-3.2.6.8'])

  test('authority over corrections counts in the review as it does on the invoice', async ({
    client,
    assert,
  }) => {
    const id = await open(client, 3)
    await conclude(client, id, 'partly')
    await setParameter('billing.correct_authority', {
      ...{ others: null, profiles: [{ profile: 'billing', upTo: '100' }] },
    })
    const asked = await act(client, 'bruno.', 'reviews.correct_invoice', { id, ...correcting })
    assert.equal((asked.body() as { code: string }).code, 'E_ACTIONS_AUTHORITY')
    assert.propertyVal(await standing(units[3]!.premise_id), 'billed_m3', '60')
  })

  test('one message with the changed invoice and the report goes to the registered e-mail; without an address it is refused in words', async ({
    client,
    assert,
  }) => {
    const id = await open(client, 2)
    const early = await act(client, 'ana.', 'reviews.send_result', { id })
    assert.equal((early.body() as { code: string }).code, 'E_REVIEWS_NOT_CONCLUDED')
    await conclude(client, id)
    const corrected = await act(client, 'ana.', 'reviews.correct_invoice', { id, ...correcting })
    corrected.assertStatus(200)
    const { customer_id: customerId, premise_id: premiseId, name } = units[2]!
    const email = (address: string | null) =>
      query(db, 'update registry_customers set email = ? where id = ?', [address, customerId])
    await email(null)
    const path = `${LIST}/${id}/change/send`
    const refused = await send(client, 'ana.', path, {})
    refused.assertStatus(422)
    refused.assertTextIncludes('não tem e-mail no cadastro')
    await sendMessages()
    assert.lengthOf(
      server.taken.filter(({ subject }) => subject?.startsWith('Revisão')),
      0
    )
    await email('maria@example.org')
    const shown = await send(client, 'ana.', path, {})
    shown.assertTextIncludes('vai para maria@example.org')
    await sendMessages()
    assert.lengthOf(
      server.taken.filter(({ subject }) => subject?.startsWith('Revisão')),
      0
    )
    const sent = await send(client, 'ana.', path, { confirmed: 'true' })
    sent.assertStatus(302)
    await sendMessages()
    const mails = server.taken.filter(({ subject }) => subject?.startsWith('Revisão'))
    assert.lengthOf(mails, 1)
    const [mail] = mails
    assert.equal(mail!.to?.[0]?.address, 'maria@example.org')
    const { number } = await reviewOf(client, id)
    const invoice = await standing(premiseId)
    assert.include(mail!.subject, String(number))
    assert.include(mail!.text, 'Não pague a fatura antiga')
    const files = mail!.attachments.map(({ filename, content }) => [
      filename,
      Buffer.from(content as ArrayBuffer)
        .subarray(0, 5)
        .toString(),
    ])
    assert.deepEqual(files, [
      [`fatura-${invoice.number}.pdf`, '%PDF-'],
      [`laudo-${String(number).replace('/', '-')}.pdf`, '%PDF-'],
    ])
    const history = await as(client, 'ana.', `${LIST}/${id}/tabs/history`)
    assert.include(history, `Resultado da revisão ${String(number)} enviado por e-mail a ${name}`)
    assert.include(history, `fatura-${invoice.number}.pdf`)
  }).tags(['@TR-3.2.6.9'])
})
