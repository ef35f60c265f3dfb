import { test } from '@japa/runner'
import { type CivilDate, clock } from '#core/calendar/index'
import { open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { carla } from '#tests/support/people'
import { billHouses, buildGroup, invoicesOfHouses } from './built_group.ts'
import { putVersion } from './put_version.ts'

const CODE = 'WHY'

/** One price a cubic metre, sewage at half. */
const table = (price: string) => ({
  title: `Metro a ${price}`,
  rounding: { scale: 2, mode: 'half-up', at: 'charge' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price }] },
  },
  sewage: { collected: '50', collected_treated: '50' },
  garbage: {},
  services: { inspection: { title: 'Vistoria', amount: '20.00' } },
})

interface Answer {
  readonly comparison: {
    readonly differenceCents: string
    readonly changes: readonly { readonly causes: string[]; readonly cents: string }[]
  } | null
}

test.group('Billing | why an invoice changed', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-08-02T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(240_000)

  test('the page and other systems get each cause with its cents, which add up', async ({
    client,
    assert,
  }) => {
    await putVersion('tariff-table', 'default', table('4.00') as never)
    const houses = await buildGroup(client, CODE, [{ sewage: true }])
    await billHouses(client, { code: CODE, houses }, { reference: '2026-08', m3: [10] })
    clock.freeze('2026-08-20T15:00:00Z')
    const sold = await send(client, 'bruno', '/billing/services', {
      ...{ premise_id: String(houses[0]!.id), service: 'inspection', executed_on: '2026-08-20' },
      ...{ reason_code: 'service' },
    })
    sold.assertStatus(302)
    await putVersion('tariff-table', 'default', table('5.00') as never, '2026-09-01' as CivilDate)
    await billHouses(client, { code: CODE, houses }, { reference: '2026-09', m3: [16] })
    const [first] = await invoicesOfHouses(houses, '2026-08')
    const [second] = await invoicesOfHouses(houses, '2026-09')

    const asked = await client
      .get(`/api/billing/invoices/${second!.id}/comparison`)
      .loginAs(await carla())
      .header('accept', 'application/json')
    asked.assertStatus(200)
    const { comparison } = asked.body() as Answer
    const changes = comparison!.changes.map(({ causes, cents }) => [causes.join(), BigInt(cents)])
    const total = changes.reduce((sum, [, cents]) => sum + (cents as bigint), 0n)
    assert.equal(total, second!.total_cents - first!.total_cents)
    assert.equal(comparison!.differenceCents, String(total))
    const of = Object.fromEntries(changes) as Record<string, bigint>
    // 6 m³ more at R$ 4.00 and half of it for sewage; R$ 20.00 of the inspection; the rest is the dearer table.
    assert.equal(of.consumption, 3600n)
    assert.equal(of.services, 2000n)
    assert.isTrue(of.tariff! > 0n)
    assert.notProperty(of, 'unexplained')

    const part = await open(client, 'bruno', `/billing/invoices/${second!.id}/comparison`)
    const words = part.text().replaceAll(/[\u00A0\u202F]/g, ' ')
    for (const text of [
      'a mais do que em 08/2026, sobretudo por: consumo',
      'O consumo passou de 10 m³ para 16 m³.',
      'Vale Metro a 5.00, versão',
      'Água, residencial: +R$ 24,00',
      'Vistoria: +R$ 20,00',
    ]) {
      assert.include(words, text)
    }
    const page = await open(client, 'bruno', `/billing/invoices/${second!.id}`)
    page.assertTextIncludes(`/billing/invoices/${second!.id}/comparison`)
    const alone = await open(client, 'bruno', `/billing/invoices/${first!.id}/comparison`)
    alone.assertTextIncludes('É a primeira fatura deste imóvel')
  })
})
