import { test } from '@japa/runner'
import { type TariffFacts, computeCharges } from '../../api.ts'
import type { PricingError } from '../../domain/pricing_error.ts'
import type { Structure, TariffCharge } from '../../domain/structure.ts'
import { JUINA_2026, type TariffTable } from '../../domain/tariff_table.ts'
import { day, packOf } from './support.ts'

const PERIOD = { previousReadOn: day('2026-10-05'), readOn: day('2026-11-04') }
/** What billing always says; nothing of what only some tables ask. */
const FACTS: TariffFacts = {
  category: 'RES',
  economies: 1,
  waterM3: '10',
  isWaterBillable: true,
  isSewageBillable: false,
  sewageClass: null,
}

const fixed = (amount: string): Structure => ({ kind: 'fixed', per: 'bill', amount })
const charge = (
  applies: TariffCharge['applies'],
  structure: Structure,
  type: TariffCharge['charge_type'] = 'water'
): TariffCharge => ({ charge_type: type, title: 'Tarifa', applies, legal_basis: 'Lei', structure })
const table = (more: Partial<TariffTable>): TariffTable => ({ ...JUINA_2026, ...more })

const everybody = charge({}, fixed('50.00'))
const garbage = charge(
  {},
  {
    kind: 'matrix',
    per: 'bill',
    cells: [{ frequency: 'daily', amount: '30.00' }, { amount: '10.00' }],
  },
  'garbage'
)
const ASKING: readonly { what: string; table: TariffTable; known: Partial<TariffFacts> }[] = [
  {
    what: 'the profile',
    table: table({ charges: [charge({ profiles: ['social'] }, fixed('20.00')), everybody] }),
    known: { profile: 'normal' },
  },
  {
    what: 'whether there is a meter, for a charge',
    table: table({ charges: [charge({ is_metered: false }, fixed('20.00')), everybody] }),
    known: { isMetered: true },
  },
  {
    what: 'whether there is a meter, for an assumed volume',
    table: table({ charges: [everybody], unmetered: [{ m3: '15', per: 'economy' }] }),
    known: { isMetered: true },
  },
  {
    what: 'how often garbage is collected',
    table: table({ charges: [garbage] }),
    known: { collectionFrequency: null },
  },
]

test.group('Tariffs | a table that asks what nobody said', () => {
  test('refuses to answer without {what}, and answers with it')
    .with([...ASKING])
    .run(({ assert }, { table: asking, known }) => {
      const pack = packOf({ from: '2026-01-01', table: asking })
      let code: string | null = null
      try {
        computeCharges(pack, FACTS, PERIOD)
      } catch (error) {
        code = (error as PricingError).code
      }
      assert.equal(code, 'E_TARIFFS_FACT_MISSING')
      assert.isAbove(computeCharges(pack, { ...FACTS, ...known }, PERIOD).length, 0)
    })

  test('asks nothing that does not decide', ({ assert }) => {
    const charges = [charge({ categories: ['COM'], profiles: ['social'] }, fixed('20.00'))]
    const pack = packOf({
      from: '2026-01-01',
      table: table({ charges, unmetered: [{ categories: ['COM'], m3: '15', per: 'economy' }] }),
    })
    const [water] = computeCharges(pack, FACTS, PERIOD)
    assert.equal(water!.amountCents, 3457n) // 10 × 3.457
  })

  test('charges nothing per bill twice where a bill has two categories', ({ assert }) => {
    const pack = packOf({ from: '2026-01-01', table: table({ charges: [everybody] }) })
    const one = computeCharges(pack, { ...FACTS, categories: 1 }, PERIOD)
    assert.equal(one[0]!.amountCents, 5000n)
    assert.throws(
      () => computeCharges(pack, { ...FACTS, categories: 2 }, PERIOD),
      /several categories/
    )
    const perEconomy = charge({}, { kind: 'fixed', per: 'economy', amount: '50.00' })
    const other = packOf({ from: '2026-01-01', table: table({ charges: [perEconomy] }) })
    const [water] = computeCharges(other, { ...FACTS, categories: 2, economies: 2 }, PERIOD)
    assert.equal(water!.amountCents, 10_000n)
  })
})
