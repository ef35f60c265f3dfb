import { test } from '@japa/runner'
import fc from 'fast-check'
import { Dec } from '#core/money/index'
import { composeSet } from '../../domain/compose_invoice.ts'
import type { BillingRules, ComposedInvoice, LiveOfPremise } from '../../domain/compose_types.ts'
import type { PremiseMonth } from '../../domain/premise_month.ts'
import { shareText } from '../../domain/share_text.ts'
import { live, month, rules } from './compose_fixture.ts'

type Method = BillingRules['condominiumShare']['method']

const NONE = new Map<bigint, LiveOfPremise>()
const by = (method: Method): BillingRules => ({
  ...rules,
  condominiumShare: { ...rules.condominiumShare, method, category: 'COM' },
})
const master = (m3: string, change: Partial<PremiseMonth> = {}) =>
  month(m3, { kind: 'condominium_master', economies: [], ...change })
const unit = (m3: string, change: Partial<PremiseMonth> = {}) =>
  month(m3, { kind: 'condominium_child', ...change })

function compose(
  months: readonly PremiseMonth[],
  given: BillingRules = rules,
  facts: ReadonlyMap<bigint, LiveOfPremise> = NONE
): readonly ComposedInvoice[] {
  const { invoices, parked } = composeSet({ setKey: months[0]!.premiseId, months }, facts, given)
  if (!invoices) throw new Error(parked.code)
  return invoices
}

const volumes = (invoices: readonly ComposedInvoice[]) => invoices.map(({ billedM3 }) => billedM3)
const linesOf = ({ lines }: ComposedInvoice) =>
  lines.map(({ line }) => [line.chargeType, line.category, line.quantityM3, line.amountCents])

test.group('Billing | condominium', () => {
  test('charges the condominium under the declared category, one economy a unit', ({ assert }) => {
    const asked: unknown[] = []
    const given: BillingRules = {
      ...by('to_condominium'),
      charge(facts, period) {
        asked.push([facts.category, facts.economies, facts.waterM3])
        return rules.charge(facts, period)
      },
    }
    const invoices = compose([master('40'), unit('10'), unit('20')], given)
    assert.deepEqual(volumes(invoices), ['10', '10', '20'])
    assert.deepEqual(asked[0], ['COM', 2, '10'])
    // what is collected for others is charged to the units already
    assert.deepEqual(linesOf(invoices[0]!), [['water', 'COM', '10', 1000n]])
    assert.isFalse(invoices[0]!.share!.isFallback)
  })

  test('keeps the economies that a condominium has of its own', ({ assert }) => {
    const own = master('40', { economies: [{ category: 'PUB', economies: 3 }] })
    const [invoice] = compose([own, unit('10'), unit('20')], by('to_condominium'))
    assert.deepEqual(linesOf(invoice!), [
      ['water', 'PUB', '10', 1000n],
      ['garbage', 'PUB', '0', 1500n],
    ])
  })

  test('shares by economies when {method} has nothing to weigh by, and says so')
    .with([{ method: 'by_consumption' }, { method: 'by_fraction' }] as const)
    .run(({ assert }, { method }) => {
      const three = unit('0', { economies: [{ category: 'RES', economies: 3 }] })
      const invoices = compose([master('8'), unit('0'), three], by(method))
      assert.deepEqual(volumes(invoices), ['0', '2', '6'])
      const { share } = invoices[1]!
      assert.deepInclude(share!, { method: 'by_economies', isFallback: true })
      assert.equal(
        shareText(share),
        'Rateio do condomínio: 8 m³ entre 2 unidades, por economias (o critério escolhido não tem base neste mês).'
      )
    })

  test('charges the condominium when no unit is supplied', ({ assert }) => {
    const cut = () => unit('0', { water: 'cut_branch' })
    const invoices = compose([master('8'), cut(), cut()], by('equal'))
    assert.deepEqual(volumes(invoices), ['8', '0', '0'])
    assert.deepInclude(invoices[0]!.share!, { method: 'to_condominium', isFallback: true })
  })

  test('gives a negative difference back in the next month', ({ assert }) => {
    // The unit is estimated at 5 and read at 25 in all: 20 − 5 = 15 were shared, 15 are read again as its own.
    const first = compose([master('30'), unit('10'), unit('5')])
    assert.deepEqual(volumes(first), ['0', '18', '12'])
    const second = compose([master('20'), unit('10'), unit('25')])
    assert.deepEqual(volumes(second), ['0', '10', '25'])
    assert.equal(second[0]!.shareCreditM3, '15')
    assert.equal(second[1]!.shareCreditM3, '0')
    assert.include(shareText(second[0]!.share), 'crédito de 15 m³ para o mês seguinte')
    const third = [master('50'), unit('10'), unit('15')]
    const settled = compose(third, rules, live(third[0]!, { shareCreditM3: '15' }))
    assert.deepEqual(volumes(settled), ['0', '15', '20'])
    assert.include(shareText(settled[0]!.share), 'crédito de 15 m³ de meses anteriores')
    const billed = [first, second, settled].flatMap(volumes)
    assert.equal(
      billed.reduce((sum, m3) => sum + Number(m3), 0),
      30 + 20 + 50
    )
  })

  test('keeps a credit that the month does not use up, and one of a condominium without units', ({
    assert,
  }) => {
    const months = [master('34'), unit('10'), unit('20')]
    const [used] = compose(months, rules, live(months[0]!, { shareCreditM3: '15' }))
    assert.equal(used!.shareCreditM3, '11')
    const alone = master('0')
    const [kept] = compose([alone], rules, live(alone, { shareCreditM3: '15' }))
    assert.equal(kept!.shareCreditM3, '15')
  })

  test('bills over the months what the master measured, whatever the units say', ({ assert }) => {
    const m3 = fc.integer({ min: 0, max: 50 })
    const past = fc.array(fc.tuple(m3, m3, m3), { minLength: 1, maxLength: 6 })
    const method = fc.constantFrom<Method>('to_condominium', 'equal', 'by_consumption')
    fc.assert(
      fc.property(past, method, (months, way) => {
        let credit = '0'
        let billed = Dec.ZERO
        for (const [total, one, other] of months) {
          const set = [master(String(total)), unit(String(one)), unit(String(other))]
          const invoices = compose(set, by(way), live(set[0]!, { shareCreditM3: credit }))
          credit = invoices[0]!.shareCreditM3
          billed = billed.plus(Dec.sum(invoices.map(({ billedM3 }) => Dec.of(billedM3))))
        }
        const measured = months.reduce((sum, [total]) => sum + total, 0)
        assert.equal(billed.minus(Dec.of(credit)).toString(), String(measured))
      })
    )
  })
})
