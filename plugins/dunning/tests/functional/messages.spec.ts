import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { setParameter } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { sendMessages } from '#core/messaging/index'
import { useWhatsapp } from '#core/messaging/tests/support/whatsapp'
import { open, send, userOf, work } from '#tests/scenarios/support/people'
import { type SimulatorProcess, startSimulator } from '#tests/simulators/process'
import { freshDatabase } from '#tests/support/database'
import { MESSAGES, messageTerms } from '../../configuration/message_parameter.ts'
import { DEFAULT_POLICY } from '../../domain/default_policy.ts'
import type { PolicyStep } from '../../domain/policy.ts'
import { setCollectionPolicy } from './collection_policy.ts'
import { bankToldUntil, casesOf, orderOf, runOrders, setPolicy } from './cut_world.ts'
import {
  type Debt,
  type Unit,
  at,
  generate,
  noticesOf,
  owe,
  setTerms,
  unitsOwingNothing,
} from './owing.ts'

interface Taken {
  readonly to: string
  readonly template: string
  readonly values: readonly string[]
}

const firstOf = async (unit: Unit) => {
  const [notice] = await noticesOf(unit)
  return notice!
}

const numberOf = ({ id }: Unit) => `66999${String(id).padStart(6, '0').slice(-6)}`
const steps = DEFAULT_POLICY.steps as readonly PolicyStep[]
const OVERDUE: PolicyStep = {
  ...steps[0]!,
  ...{ id: 'overdue', kind: 'reminder', title: 'Aviso de débitos', days: 10, channel: 'message' },
  eligibility: { '>=': [{ var: ['invoices'] }, 1] },
}

/** A mobile of the holder, who agreed to be written to. */
const reachable = (unit: Unit) =>
  query(
    db,
    `insert into registry_customer_contacts (municipality_id, customer_id, kind, value, consent, consent_on, consent_source)
     values (?, ?, 'mobile', ?, 'given', '2024-01-10', 'desk')`,
    [unit.municipality_id, unit.holder_id, numberOf(unit)]
  )

/** The invoice of a debt, as far as proofs ask for it. */
const invoiceOf = (unit: Unit, { originId }: Debt, dueOn: string) =>
  query(
    db,
    `with load as (
       insert into readings_loads (municipality_id, billing_group_id, reference, state, loaded_on, pack_id)
       select municipality_id, billing_group_id, '2024-04', 'billed', '2024-04-01', (select min(id) from configuration_packs)
         from registry_premises where id = ?
       on conflict (municipality_id, billing_group_id, reference) do update set state = 'billed' returning *),
     run as (
       insert into billing_runs (municipality_id, billing_group_id, reference, load_id, pack_id, job_run_id, issued_on, due_on, state,
         charge_owners)
       select municipality_id, billing_group_id, reference, id, pack_id, 1, '2024-03-16', '2024-04-05', 'done', '{}' from load
        where not exists (select from billing_runs r where r.load_id = load.id) returning id)
     insert into billing_invoices (id, run_id, municipality_id, set_key, premise_id, debtor_id, reference, number, load_item_id, issued_on, due_on,
       period_from, period_until, total_cents, own_cents, third_party_cents, credits_cents, carried_in_cents,
       carried_out_cents, billed_m3, settlement, stage, arrangement, pack_id, deciding_date_kind, live_facts, live_facts_hash)
     values (?, coalesce((select id from run), (select max(r.id) from billing_runs r, load where r.load_id = load.id)), ?, ?, ?, ?, '2024-04', right(?::text, 12), ?, ?::date - 20, ?, ?::date - 50, ?::date - 20, 8000, 8000, 0, 0, 0, 0, 0, 'open',
       'ordinary', 'none', 1, 'period_end', '{}', repeat('0', 64))`,
    [
      ...[unit.id, originId, unit.municipality_id, unit.id, unit.id, unit.holder_id],
      `000${originId}`,
      ...[originId, dueOn, dueOn, dueOn, dueOn],
    ]
  )

test.group('Dunning | messages to debtors', (group) => {
  freshDatabase(group)
  let api: SimulatorProcess
  let units: Unit[]
  let noticed: Unit[]
  let restore: () => void

  group.setup(async () => {
    at('2024-03-01')
    units = await unitsOwingNothing()
    // Each of another holder, who has no contact but those of the tests.
    units = [...new Map(units.map((unit) => [unit.holder_id, unit])).values()]
    await query(db, 'delete from registry_customer_contacts')
    await setTerms({ minimum_days: 1 })
    await setParameter(MESSAGES, { ...(messageTerms.default as object), counts_as_delivery: true })
    const notice: PolicyStep = { ...steps[0]!, days: 30, channel: 'message' }
    await setCollectionPolicy({
      title: 'Política por mensagem',
      steps: [OVERDUE, notice, ...steps.slice(1, 2)],
    })
    api = await startSimulator('whatsapp', mkdtempSync(join(tmpdir(), 'aqueduto-whatsapp-')))
    restore = await useWhatsapp(api)
  })
  group.each.teardown(() => clock.restore())
  group.teardown(async () => {
    restore()
    await api.stop()
  })

  const taken = async (): Promise<Taken[]> => {
    const state = await api.order<{ taken: Taken[] }>('state')
    return state.taken
  }
  const act = async (client: ApiClient, name: string, input: object) =>
    client
      .post(`/api/actions/dunning.${name}`)
      .json(input)
      .withCsrfToken()
      .loginAs(await userOf('ana'))

  test('who is ten days late gets one message with unit and amount, who is five days late none, and no repeats', async ({
    client,
    assert,
  }) => {
    at('2024-05-06')
    const [late, recent] = units as [Unit, Unit]
    await owe(late, { cents: 8_000n, dueOn: '2024-04-24' })
    await owe(recent, { cents: 8_000n, dueOn: '2024-05-01' })
    for (const unit of [late, recent]) await reachable(unit)
    for (const minute of [0, 1]) {
      clock.freeze(`2024-05-06T16:0${minute}:00Z`)
      const run = await work(await send(client, 'bruno', '/dunning/policy', {}), 'bruno')
      assert.equal(run.status, 'done')
      await sendMessages()
    }
    const messages = await taken()
    assert.lengthOf(messages, 1)
    const [{ to, template, values }] = messages as [Taken]
    assert.deepEqual([to, template], [`55${numberOf(late)}`, 'debitos_em_atraso'])
    assert.includeMembers([...values], [late.registration_number, 'R$ 80,00', '1 conta (04/2024)'])
    assert.lengthOf(await noticesOf(recent), 0)
    const [notice] = await noticesOf(late)
    const page = await open(client, 'bruno', `/dunning/notices/${notice!.id}`)
    page.assertTextIncludes('Enviada')
    const tab = await open(
      client,
      'bruno',
      `/registry/premises/${late.id}/tabs/dunning.notices.premise_id`
    )
    tab.assertTextIncludes(notice!.number)
  }).tags(['@WA-16'])

  test('ten units with a mobile get ten messages of ten notices with their times; one without stays for another form', async ({
    client,
    assert,
  }) => {
    at('2024-05-07')
    const { length: before } = await taken()
    noticed = units.slice(2, 12)
    const without = units[12]!
    for (const unit of [...noticed, without]) {
      const debt = await owe(unit, { cents: 8_000n, dueOn: '2024-04-05' })
      await invoiceOf(unit, debt, '2024-04-05')
    }
    for (const unit of noticed) await reachable(unit)
    const run = await generate(client)
    await sendMessages()
    const all = await taken()
    const sent = all.slice(before)
    assert.lengthOf(sent, 10)
    assert.isTrue(sent.every(({ template }) => template === 'notificacao_de_corte'))
    assert.isTrue(sent.every(({ values }) => values.includes('R$ 80,00')))
    assert.sameMembers(
      sent.map(({ to }) => to),
      noticed.map((unit) => `55${numberOf(unit)}`)
    )
    const numbers = sent.map(({ to }) => to)
    await api.order('report', { numbers, status: 'delivered', at: '2024-05-07T16:05:00Z' })
    for (const unit of noticed) {
      const [notice, ...more] = await noticesOf(unit)
      assert.lengthOf(more, 0)
      assert.isTrue(sent.some(({ values }) => values.includes(notice!.number)))
      const shown = await open(client, 'bruno', `/api/dunning/notices/${notice!.id}`)
      assert.containsSubset(shown.body(), {
        ...{ message_state: 'delivered', delivered_on: '2024-05-07', delivery: 'electronic' },
      })
      assert.isNotNull((shown.body() as { message_sent_at: string }).message_sent_at)
      assert.include(JSON.stringify(shown.body()), '2024-05-07T16:05:00')
    }
    assert.lengthOf(await noticesOf(without), 0)
    const left = await open(client, 'bruno', `/jobs/${run.id}`)
    left.assertTextIncludes(without.registration_number)
    left.assertTextIncludes('avise de outra forma')
    clock.freeze('2024-05-07T16:30:00Z')
    await work(await send(client, 'bruno', '/dunning/generate/notices', { paper: 'true' }), 'bruno')
    const [paper] = await noticesOf(without)
    assert.containsSubset(paper, { state: 'pending', message_state: null })
  }).tags(['@WA-17'])

  test('a proof that is accepted ends notice and order and is told; refused keeps both; without the payment the unit is asked again', async ({
    client,
    assert,
  }) => {
    at('2024-06-10')
    await bankToldUntil('2024-06-10')
    await setPolicy({ minimum_cents: '1' })
    const [proven, refused] = noticed as [Unit, Unit]
    await runOrders({ municipalityId: proven.municipality_id, houses: [] })
    const caseOf = async ({ id }: Unit) => {
      const [one] = await casesOf({ id, registration: '', holderId: 0n })
      return one!
    }
    const orderStateOf = async (unit: Unit) => {
      const { order_id: id } = await caseOf(unit)
      const { state } = await orderOf(id)
      return state
    }
    const stateOf = async (unit: Unit) => {
      const { state } = await firstOf(unit)
      return state
    }
    for (const unit of [proven, refused]) assert.equal(await orderStateOf(unit), 'open')
    const [accepted, kept] = await Promise.all([firstOf(proven), firstOf(refused)])
    const [{ code }] = (await query<{ code: string }>(
      db,
      'select code from billing_situation_reasons where is_active order by code limit 1'
    )) as [{ code: string }]
    const { length: before } = await taken()
    const document = 'Pix E00000000202406101200abcdefghijk'
    const answers = [
      await act(client, 'accept_proof', { id: String(accepted.id), document, reason_code: code }),
      await act(client, 'refuse_proof', {
        ...{ id: String(kept.id), document: 'comprovante.pdf', reason: 'É de outra conta' },
      }),
    ]
    for (const answer of answers) answer.assertStatus(200)
    assert.equal(await stateOf(proven), 'cancelled')
    assert.equal(await orderStateOf(proven), 'cancelled')
    assert.equal(await stateOf(refused), 'pending')
    assert.equal(await orderStateOf(refused), 'open')
    await sendMessages()
    const told = await taken()
    const [yes, no] = told.slice(before) as [Taken, Taken]
    assert.deepEqual([yes.to, yes.template], [`55${numberOf(proven)}`, 'comprovante_aceito'])
    assert.deepEqual([no.to, no.template], [`55${numberOf(refused)}`, 'comprovante_recusado'])
    assert.include(no.values, 'É de outra conta')
    const proofs = async (state: string) => {
      const list = await open(client, 'ana', `/api/dunning/proofs?state=${state}`)
      const { data } = list.body() as { data: Readonly<Record<string, string>>[] }
      return data.map((row) => [row.document, row.decided_by, row.decided_on])
    }
    const waiting = [[document, 'Ana Ribeiro', '2024-06-10']]
    assert.deepEqual(await proofs('accepted'), waiting)

    // Five days are waited for; on the sixth the invoice is owed again, and the unit is noticed.
    for (const [day, state, count] of [
      ['2024-06-15', 'accepted', 1],
      ['2024-06-16', 'unpaid', 2],
    ] as const) {
      at(day)
      await runInline('billing.expire_holds', { on: day }, systemActor(proven.municipality_id))
      await generate(client)
      assert.deepEqual(await proofs(state), waiting, day)
      assert.lengthOf(await noticesOf(proven), count)
    }
    const [, again] = await noticesOf(proven)
    assert.equal(again!.state, 'pending')
  }).tags(['@WA-12'])
})
