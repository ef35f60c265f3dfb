import { test } from '@japa/runner'
import fc from 'fast-check'
import type { CivilDate } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import { type AlternativeSource, baseText, sourceText } from '../../domain/alternative_sources.ts'
import { composeSet } from '../../domain/compose_invoice.ts'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import type { PremiseMonth } from '../../domain/premise_month.ts'
import type { SupplyContract } from '../../domain/supply_contract.ts'
import { month, rules } from './compose_fixture.ts'

const day = (text: string) => text as CivilDate
const source = (m3: string, change: Partial<AlternativeSource> = {}): AlternativeSource => ({
  ...{ source: '1', code: '123-F1', title: 'Poço', meter: 'P1', kind: 'measured', m3 },
  ...{ measured_m3: m3, from: 100, from_on: day('2026-10-18'), until: 108 },
  ...{ until_on: day('2026-11-18'), ...change },
})

const sewage = { situation: 'active', class: 'collected' }

function compose(premise: PremiseMonth, sources?: readonly AlternativeSource[]): ComposedInvoice {
  const live = { credits: [], pending: [], ...(sources ? { sources } : {}) }
  const set = { setKey: premise.premiseId, months: [premise] }
  const { invoices, parked } = composeSet(set, new Map([[premise.premiseId, live]]), rules)
  if (!invoices) throw new Error(parked.code)
  return invoices[0]!
}

/** m³ and cents of the lines of one service, of all categories. */
function chargedOf({ lines }: ComposedInvoice, service: string) {
  const own = lines.map(({ line }) => line).filter((line) => line.service === service)
  return {
    m3: Dec.sum(own.map(({ quantityM3 }) => Dec.of(quantityM3))).toString(),
    cents: own.reduce((sum, { amountCents }) => sum + amountCents, 0n),
  }
}

const CONTRACTS: readonly (SupplyContract | null)[] = [
  null,
  { number: 'C', service: 'water', kind: 'fixed_volume', volume_m3: '50' },
  {
    ...{ number: 'C', service: 'water', kind: 'min_max', min_m3: '10', max_m3: '60' },
    above_max: 'capped',
  },
  { number: 'C', service: 'water', kind: 'fixed_value', value_cents: '9900' },
]

test.group('Billing | base of sewage', () => {
  test('12 m³ of water and 8 m³ of a well are 20 m³ of sewage', ({ assert }) => {
    const invoice = compose(month('12', { sewage }), [source('8')])
    assert.deepEqual(chargedOf(invoice, 'water'), { m3: '12', cents: 1200n })
    assert.deepEqual(chargedOf(invoice, 'sewage'), { m3: '20', cents: 1000n })
    assert.equal(invoice.billedM3, '12')
  })

  test('is the water billed and all sources; water and what others collect never change', ({
    assert,
  }) => {
    const economies = fc.constantFrom(
      [{ category: 'RES', economies: 1 }],
      [
        { category: 'RES', economies: 3 },
        { category: 'COM', economies: 2 },
      ]
    )
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 4 }),
        fc.constantFrom(...CONTRACTS),
        economies,
        (m3, wells, contract, houses) => {
          const premise = month(String(m3), {
            ...{ sewage, economies: houses },
            ...(contract ? { billing: { contracts: [contract] } } : {}),
          })
          const dry = compose(premise)
          const fed = compose(
            premise,
            wells.map((well) => source(String(well)))
          )
          assert.deepEqual(chargedOf(fed, 'water'), chargedOf(dry, 'water'))
          assert.deepEqual(chargedOf(fed, 'other'), chargedOf(dry, 'other'))
          assert.equal(fed.billedM3, dry.billedM3)
          const base = Dec.of(dry.billedM3).plus(Dec.sum(wells.map((well) => Dec.of(well))))
          assert.equal(chargedOf(fed, 'sewage').m3, base.toString())
        }
      )
    )
  })

  test('a contract of sewage decides on all that goes to the sewers', ({ assert }) => {
    const contract: SupplyContract = {
      ...{ number: 'C', service: 'sewage', kind: 'min_max', min_m3: '5', max_m3: '15' },
      above_max: 'capped',
    }
    const premise = month('12', { sewage, billing: { contracts: [contract] } })
    assert.equal(chargedOf(compose(premise, [source('8')]), 'sewage').m3, '15')
    assert.equal(chargedOf(compose(premise), 'sewage').m3, '12')
  })

  test('without a water connection the sources take the place of the assumed volume', ({
    assert,
  }) => {
    const premise = month('15', { sewage, water: null, measuredM3: null, isMetered: false })
    assert.equal(chargedOf(compose(premise, [source('8')]), 'sewage').m3, '8')
    assert.equal(chargedOf(compose(premise, [source('0')]), 'sewage').m3, '15')
  })

  test('says of what it is made', ({ assert }) => {
    assert.equal(
      baseText(Dec.of(20), [source('8')]).replaceAll('\u00A0', ' '),
      '12 m³ da rede + 8 m³ de fonte alternativa'
    )
    assert.equal(
      sourceText(source('8')),
      'Poço 123-F1, hidrômetro P1: de 100 em 18/10/2026 a 108 em 18/11/2026, 8 m³.'
    )
    assert.include(sourceText(source('5', { measured_m3: '8' })), 'meses anteriores contam 5 m³')
    assert.include(
      sourceText(source('6', { kind: 'average', measured_m3: null })),
      'sem leitura no mês, média de 6 m³'
    )
    assert.include(sourceText(source('0', { kind: 'unread' })), 'sem leitura nem volume estimado')
  })
})
