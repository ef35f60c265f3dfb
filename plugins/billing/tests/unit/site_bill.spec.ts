import { test } from '@japa/runner'
import type { CivilDate } from '#core/calendar/index'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import { type SiteBill, ownFaults, siteFaults, siteLines } from '../../domain/site_bill.ts'

const line = (charge: string, cents: bigint, versionId: bigint | null = 7n) => ({
  ...{ charge, category: 'RES', m3: '12', amountCents: cents, versionId },
})
const bill = (change: Partial<SiteBill> = {}): SiteBill => ({
  ...{ issuedOn: '2026-03-04' as CivilDate, dueOn: '2026-03-17' as CivilDate, findings: null },
  ...{ totalCents: 6000n, lines: [line('water', 4800n), line('sewage', 1200n)] },
  ...change,
})

/** Of an invoice, only what is compared. */
const computed = (water: bigint, sewage: bigint, creditsCents = 0n) =>
  ({
    lines: [
      ['water', water],
      ['sewage', sewage],
    ].map(([chargeType, amountCents]) => ({
      line: { chargeType, category: 'RES', quantityM3: '12', amountCents, versionId: 7n },
    })),
    ...{ creditsCents, carriedOutCents: 0n, withheldCents: 0n },
    totalCents: water + sewage - creditsCents,
  }) as unknown as ComposedInvoice

const plain = (faults: readonly string[]) => faults.map((one) => one.replaceAll('\u00A0', ' '))

test.group('Billing | siteFaults', () => {
  test('a bill that says what the office computes has none, credits included', ({ assert }) => {
    assert.deepEqual(ownFaults(bill()), [])
    assert.deepEqual(siteFaults(bill(), computed(4800n, 1200n), 10), [])
    const credited = computed(4800n, 1200n, 500n)
    const lines = siteLines(credited)
    assert.deepEqual(lines.at(-1), {
      ...{ charge: 'credit', category: null, m3: null, amountCents: -500n, versionId: null },
    })
    assert.deepEqual(siteFaults(bill({ lines, totalCents: 5500n }), credited, 10), [])
  })

  test('tells lines that differ under the same total, another total, another tariff and a due date too near', ({
    assert,
  }) => {
    const faults = (given: SiteBill, served: ComposedInvoice, days = 10) =>
      plain(siteFaults(given, served, days))
    assert.deepEqual(faults(bill(), computed(4700n, 1300n)), [
      'Água, residencial: R$ 48,00 impressos, R$ 47,00 calculados pelo sistema.',
    ])
    assert.deepEqual(faults(bill(), computed(4900n, 1200n)), [
      'O total impresso é R$ 60,00; o calculado pelo sistema é R$ 61,00.',
    ])
    const former = bill({ lines: [line('water', 4800n, 6n), line('sewage', 1200n)] })
    assert.deepEqual(faults(former, computed(4800n, 1200n)), [
      'Água, residencial: calculada pela versão 6; a que valia no período é a 7.',
    ])
    assert.deepEqual(faults(bill(), computed(4800n, 1200n), 14), [
      'O vencimento impresso, 17/03/2026, vem antes do mínimo, 18/03/2026.',
    ])
  })

  test('what was found when it came in stands', ({ assert }) => {
    const found = bill({ findings: 'O número impresso não é o reservado.' })
    assert.deepEqual(siteFaults(found, computed(4800n, 1200n), 10), [found.findings!])
    const short = bill({ totalCents: 7000n })
    assert.deepEqual(plain(ownFaults(short)), [
      'As linhas impressas somam R$ 60,00 e o total impresso é R$ 70,00.',
    ])
  })
})
