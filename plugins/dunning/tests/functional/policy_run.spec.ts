import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { setVersion } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { open, send, userOf, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import type { PolicyStep } from '../../domain/policy.ts'
import { setCollectionPolicy } from './collection_policy.ts'
import { type Unit, at, noticesOf, owe, setTerms, unitsOwingNothing } from './owing.ts'

const OFFICE = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const
const STOPS = ['payment', 'agreement', 'hold', 'correction', 'holder_change', 'block'] as const

const step = (one: Partial<PolicyStep> & Pick<PolicyStep, 'id' | 'kind' | 'days'>): PolicyStep => ({
  ...{ title: `Etapa ${one.id}`, after: 'due', weekdays: OFFICE, channel: 'paper' },
  ...{ cost_cents: 150, stops: STOPS, because: 'Política de teste', ...one },
})

const STEPS: readonly PolicyStep[] = [
  step({ id: 'reminder', kind: 'reminder', days: 5 }),
  step({
    ...{ id: 'letter', kind: 'letter', days: 15, document: 'dunning.reminder' },
    eligibility: { '>=': [{ var: ['debt_cents'] }, 5000] },
  }),
  step({
    ...{ id: 'warning', kind: 'extrajudicial', days: 60 },
    authority: { permission: 'configuration.approve', above_cents: 20_000 },
  }),
  step({ id: 'bureau', kind: 'bureau', after: 'warning', days: 10, channel: 'file' }),
  step({ id: 'court', kind: 'judicial', after: 'warning', days: 10, channel: 'file' }),
]

interface StepRow {
  readonly id: bigint
  readonly step: string
  readonly state: string
  readonly amount_cents: bigint
  readonly cost_cents: bigint
  readonly reason: string | null
  readonly decided_by: string | null
}

const stepsOf = ({ id }: Unit) =>
  query<StepRow>(db, 'select * from dunning_steps where premise_id = ? order by id', [id])
const told = async (unit: Unit) => {
  const rows = await stepsOf(unit)
  return rows.map((one) => `${one.step} ${one.state}`).toSorted()
}

test.group('Dunning | the policy performed', (group) => {
  freshDatabase(group)
  let units: Unit[] = []
  let runs = 0

  group.setup(async () => {
    at('2024-03-01')
    units = await unitsOwingNothing()
    await setTerms({ minimum_days: 1 })
    await setCollectionPolicy({ title: 'Política de teste', steps: STEPS })
  })
  group.each.teardown(() => clock.restore())

  const perform = () =>
    runInline(
      'dunning.policy',
      { on: `${clock.today('America/Cuiaba')}/${++runs}` },
      systemActor(units[0]!.municipality_id)
    )

  test('each debt comes to its step once: papers by their documents, who is left out with the reason, and some wait', async ({
    client,
    assert,
  }) => {
    at('2024-05-06')
    const [early, late, large, small, held] = units as [Unit, Unit, Unit, Unit, Unit]
    await owe(early, { cents: 8_000n, dueOn: '2024-04-28' })
    await owe(late, { cents: 8_000n, dueOn: '2024-02-20' })
    await owe(late, { cents: 3_000n, dueOn: '2024-04-28' })
    await owe(large, { cents: 30_000n, dueOn: '2024-02-20' })
    await owe(small, { cents: 4_000n, dueOn: '2024-04-10' })
    const disputed = await owe(held, { cents: 9_000n, dueOn: '2024-04-10' })
    await query(
      db,
      `insert into receivables_marks (municipality_id, origin_type, origin_id, kind, source_type, source_id, since)
       values (?, 'billing.invoice', ?, 'plan', 'tests.plans', 1, '2024-05-01')`,
      [held.municipality_id, disputed.originId]
    )
    const run = await work(await send(client, 'bruno', '/dunning/policy', {}), 'bruno')
    assert.equal(run.status, 'done')
    assert.containsSubset(run.figures, { performed: 3n, waiting: 1n, left_out: 2n })
    assert.deepEqual(await told(early), ['reminder performed'])
    // The old debt is warned and not reminded first; the new one is reminded.
    assert.deepEqual(await told(late), ['reminder performed', 'warning performed'])
    assert.deepEqual(await told(large), ['warning waiting'])
    assert.deepEqual(await told(small), [])
    const page = await open(client, 'bruno', `/jobs/${run.id}`)
    page.assertTextIncludes('fora da condição da etapa')
    page.assertTextIncludes('débitos em acordo')
    const documents = await query<{ document: string; kind: string }>(
      db,
      'select document, kind from dunning_notices where premise_id = ? order by document',
      [late.id]
    )
    assert.deepEqual(documents, [
      { document: 'dunning.extrajudicial', kind: 'letter' },
      { document: 'dunning.reminder', kind: 'letter' },
    ])
    const [reminder] = await noticesOf(early)
    const paper = await open(client, 'bruno', `/dunning/notices/${reminder!.id}`)
    paper.assertStatus(200)
    await perform()
    assert.lengthOf(await noticesOf(late), 2)
    assert.lengthOf(await stepsOf(large), 1)
    const where = await open(client, 'bruno', `/registry/premises/${late.id}`)
    where.assertTextIncludes('A seguir: Etapa letter, desde 13/05/2024')
    const screen = await open(client, 'bruno', '/dunning/policy')
    screen.assertTextIncludes('3,00</td>')
  })

  test('a step with authority is performed when who holds the permission confirms it, and not otherwise', async ({
    client,
    assert,
  }) => {
    at('2024-05-07')
    const [, , large, other, paid] = units.slice(5) as [Unit, Unit, Unit, Unit, Unit]
    for (const unit of [large, other]) await owe(unit, { cents: 30_000n, dueOn: '2024-02-20' })
    const settled = await owe(paid, { cents: 30_000n, dueOn: '2024-02-20' })
    await perform()
    const [step1] = await stepsOf(large)
    const [step2] = await stepsOf(other)
    const [step3] = await stepsOf(paid)
    const decide = async (who: 'ana' | 'bruno' | 'carla', action: string, id: bigint) =>
      client
        .post(`/api/actions/dunning.${action}`)
        .json({ id: Number(id), reason: 'Parecer do jurídico' })
        .withCsrfToken()
        .loginAs(await userOf(who))
    const without = await decide('carla', 'confirm_step', step1!.id)
    without.assertStatus(403)
    const lacking = await decide('bruno', 'confirm_step', step1!.id)
    lacking.assertStatus(403)
    assert.include(lacking.text(), 'E_DUNNING_STEP_AUTHORITY')
    await perform()
    assert.lengthOf(await noticesOf(large), 0)
    for (const id of [step1!.id, step3!.id]) {
      const confirmed = await decide('ana', 'confirm_step', id)
      confirmed.assertStatus(200)
    }
    const refused = await decide('ana', 'refuse_step', step2!.id)
    refused.assertStatus(200)
    const again = await decide('ana', 'confirm_step', step2!.id)
    again.assertStatus(409)
    // What is paid after it was confirmed stops the step.
    await query(db, `update receivables_items set open_cents = 0, state = 'settled' where id = ?`, [
      settled.itemId,
    ])
    at('2024-05-08')
    await perform()
    assert.deepEqual(await told(large), ['warning performed'])
    assert.deepEqual(await told(other), ['warning refused'])
    assert.deepEqual(await told(paid), ['warning stopped'])
    assert.lengthOf(await noticesOf(large), 1)
    assert.lengthOf(await noticesOf(other), 0)
    const page = await open(client, 'ana', `/dunning/steps/${step1!.id}`)
    page.assertTextIncludes('Parecer do jurídico')

    // Ten days later: nobody is listed without a bureau in use, and going to court waits for somebody.
    at('2024-05-20')
    await perform()
    await perform()
    const rows = await stepsOf(large)
    assert.deepEqual(await told(large), ['bureau left_out', 'court waiting', 'warning performed'])
    assert.include(rows.find((one) => one.step === 'bureau')!.reason!, 'Nenhum órgão')
  })

  test('the run of every night is off until an administrator switches it on from the page, in one step', async ({
    client,
    assert,
  }) => {
    const page = await open(client, 'ana', '/dunning/policy')
    page.assertTextIncludes('Nada é feito sozinho')
    const [, form = ''] =
      /<form method="post" action="\/actions\/jobs\.save_schedule">([\s\S]*?)<\/form>/.exec(
        page.text()
      ) ?? []
    const fields = [...form.matchAll(/name="([a-z_]+)" value="([^"]*)"/g)]
      .map(([, name, value]) => [name!, value!] as const)
      .filter(([name]) => name !== '_csrf')
    const saved = await send(
      client,
      'ana',
      '/actions/jobs.save_schedule',
      Object.fromEntries(fields)
    )
    saved.assertHeader('location', '/dunning/policy')
    const after = await open(client, 'ana', '/dunning/policy')
    after.assertTextIncludes('Ativo')
    after.assertTextIncludes('04:00')
    assert.notInclude(after.text(), 'Nada é feito sozinho')
  })

  test('nothing is done on a weekday that the step does not name', async ({ assert }) => {
    at('2024-05-11')
    const unit = units[20]!
    await owe(unit, { cents: 8_000n, dueOn: '2024-05-01' })
    await perform()
    assert.deepEqual(await told(unit), [])
    at('2024-05-13')
    await perform()
    assert.deepEqual(await told(unit), ['reminder performed'])
  })

  test('the policy of one agency takes the debts of its units, and nobody else’s, from its start', async ({
    client,
    assert,
  }) => {
    at('2024-05-24')
    const [own, other] = units.slice(28, 30) as [Unit, Unit]
    await query(
      db,
      `with agency as (
         insert into registry_agencies (municipality_id, code, title) values (?, 'alto', 'Alto') returning code, municipality_id),
       place as (
         insert into registry_localities (municipality_id, code, name, agency)
         select municipality_id, 'AL', 'Alto', code from agency returning id)
       update registry_premises p set locality_id = place.id from place where p.id = ?`,
      [own.municipality_id, own.id]
    )
    for (const unit of [own, other]) await owe(unit, { cents: 8_000n, dueOn: '2024-05-21' })
    await perform()
    assert.deepEqual(await told(own), [])

    at('2024-05-27')
    await setVersion('dunning-policy', 'default@agency.alto', {
      ...{ title: 'Política do Alto', steps: [step({ id: 'early', kind: 'letter', days: 4 })] },
    } as never)
    const page = await open(client, 'ana', `/registry/premises/${own.id}`)
    page.assertTextIncludes('Pela política própria daqui: Política do Alto')
    await perform()
    await perform()
    assert.deepEqual(await told(own), ['early performed'])
    assert.deepEqual(await told(other), ['reminder performed'])
    const [version] = await query<{ key: string }>(
      db,
      `select i.key from dunning_steps s join configuration_versions v on v.id = s.policy_version_id
         join configuration_items i on i.id = v.item_id where s.premise_id = ?`,
      [own.id]
    )
    assert.equal(version!.key, 'default@agency.alto')
  })
})
