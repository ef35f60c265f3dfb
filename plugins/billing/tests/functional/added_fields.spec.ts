import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { setVersion } from '#core/access/tests/support/people'
import type { RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { Expression, RulesetContent } from '#core/rules/index'
import { open, problemOf, send, userOf } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { versionIn } from '#tests/scenarios/support/configuration'
import { replayInvoice } from '../../services/replay/replay_invoice.ts'
import { municipality } from './billed_month.ts'
import { publishDraft, putVersion } from './put_version.ts'
import { billMonth, readMonth } from './read_month.ts'

const RULES = '/configuration/ruleset/tariffs.charges'
const WELL: Expression = { '==': [{ var: ['premise.poco_artesiano'] }, true] }

/** The product's own rules, with sewage at 150 % of water where there is a well: what its water brings is collected too. */
function rulesWithWell(): RulesetContent {
  const { ruleset } = registries().decisions.get('tariffs.charges')
  const sewage = ruleset.rules.find(({ id }) => id === 'sewage')!
  const { calculation } = sewage.then as unknown as {
    calculation: { object: [string, { muldiv: Expression[] }, string, Expression] }
  }
  const [name, { muldiv }, lines, none] = calculation.object
  const [water, , ...rest] = muldiv
  const withWell = {
    ...sewage,
    id: 'sewage_well',
    title: 'Esgoto de quem tem poço artesiano',
    when: { and: [sewage.when, WELL] },
    then: {
      ...sewage.then,
      calculation: { object: [name, { muldiv: [water, '150', ...rest] }, lines, none] },
      rate: '150',
    },
    because: 'Decreto municipal 9/2026, art. 3º',
  }
  const others = ruleset.rules.map((rule) =>
    rule.id === 'sewage' ? { ...rule, when: { and: [rule.when, { '!': [WELL] }] } } : rule
  )
  return {
    ...ruleset,
    rules: [withWell, ...others] as RulesetContent['rules'],
    examples: ruleset.examples.map(({ facts, ...example }) => ({
      ...example,
      facts: { ...facts, premise: { poco_artesiano: null } },
    })),
  }
}

async function drafted(client: ApiClient, rules: RulesetContent) {
  return send(client, 'ana', `${RULES}/draft`, { content: JSON.stringify(rules) })
}

const mark = async (client: ApiClient, id: bigint, value: boolean) => {
  const answer = await client
    .patch(`/api/registry/premises/${id}`)
    .loginAs(await userOf('ana'))
    .withCsrfToken()
    .accept('json')
    .json({ custom_poco_artesiano: value })
  answer.assertStatus(200)
}

interface Line {
  readonly id: bigint
  readonly water: bigint
  readonly sewage: bigint
}

/** Water and sewage of a premise's invoice of the month. */
async function linesOf(premiseId: bigint): Promise<Line> {
  const [row] = await query<Line>(
    db,
    `select i.id, sum(c.amount_cents) filter (where c.charge_type = 'water')::bigint as water,
            sum(c.amount_cents) filter (where c.charge_type = 'sewage')::bigint as sewage
       from billing_invoices i join billing_charges c on c.invoice_id = i.id
      where i.premise_id = ? group by i.id`,
    [premiseId]
  )
  return row!
}

test.group('Billing | a field that administrators added, in a rule that they wrote', (group) => {
  freshDatabase(group)

  test('rules read no field that nobody added', async ({ client, assert }) => {
    const refused = await drafted(client, rulesWithWell())
    refused.assertStatus(422)
    refused.assertTextIncludes('poco_artesiano')
    const rows = await query(db, `select id from configuration_versions where status = 'draft'`)
    assert.lengthOf(rows, 0)
  })

  test('“poço artesiano” on a premise changes its sewage from the next load on, and replays', async ({
    client,
    assert,
  }) => {
    const municipalityId = await municipality()
    await putVersion('custom-fields', 'registry.premises', {
      fields: [
        { key: 'poco_artesiano', label: 'Poço artesiano', type: 'boolean' },
        { key: 'apelido', label: 'Apelido', type: 'text' },
      ],
    })
    const page = await open(client, 'ana', `${RULES}/draft`)
    page.assertTextIncludes('Poço artesiano')
    const saved = await drafted(client, rulesWithWell())
    saved.assertStatus(302)
    const versionId = BigInt(versionIn(saved.header('location')))
    const [{ content } = { content: '{}' }] = await query<{ content: string }>(
      db,
      'select content::text as content from configuration_versions where id = ?',
      [versionId]
    )
    // The version says itself which added fields it reads, and of what type they were.
    assert.deepEqual((JSON.parse(content) as RulesetContent).subject, {
      poco_artesiano: { title: 'Poço artesiano', type: ['boolean', 'null'] },
    })
    await publishDraft(versionId)

    const houses = await query<{ id: bigint }>(
      db,
      `select p.id from registry_premises p
         join registry_connections c on c.premise_id = p.id and c.service = 'sewage' and c.situation = 'active'
         join registry_connections w on w.premise_id = p.id and w.service = 'water' and w.situation = 'active'
         join registry_billing_groups g on g.id = p.billing_group_id and g.code = '01'
        where p.kind = 'single' and c.sewage_class = 'collected_treated' order by p.id limit 2`
    )
    const [withWell, without] = houses.map(({ id }) => id)
    await mark(client, withWell!, true)
    const month = await readMonth('01', '2026-11' as RefMonth)
    // What is written after the load is for the next one (DECISIONS 51).
    await mark(client, withWell!, false)
    await mark(client, without!, true)
    await billMonth(month)

    const [one, other] = [await linesOf(withWell!), await linesOf(without!)]
    const percent = ({ water, sewage }: Line) => Number((sewage * 1000n) / water) / 10
    assert.equal(percent(one), 150)
    assert.closeTo(percent(other), 80, 0.2)

    for (const { id: invoiceId } of [one, other]) {
      const replay = await db.transaction((tx) => replayInvoice(tx, { municipalityId, invoiceId }))
      assert.isTrue(replay.isEqual)
    }
    const shown = await open(client, 'ana', `/billing/invoices/${one.id}`)
    shown.assertTextIncludes('Decreto municipal 9/2026, art. 3º')
    shown.assertTextIncludes('Poço artesiano: sim')
  })

  test('a field made inactive stops a version that reads it before it is sent', async ({
    client,
    assert,
  }) => {
    const saved = await drafted(client, rulesWithWell())
    const path = String(saved.header('location'))
    await setVersion('custom-fields', 'registry.premises', {
      fields: [
        { key: 'poco_artesiano', label: 'Poço artesiano', type: 'boolean', isInactive: true },
        { key: 'apelido', label: 'Apelido', type: 'text' },
      ],
    })
    const refused = await send(client, 'ana', `${path}/submit`, {
      ...{ from: '2026-12-01', reason: 'Teste', legal_basis: 'Decreto 9/2026' },
    })
    assert.include(problemOf(refused).people, 'Poço artesiano')
    assert.equal(problemOf(refused).code, 'E_CONFIGURATION_REFUSED')
  })
})
