import { test } from '@japa/runner'
import type { CivilDate } from '#core/calendar/index'
import { compileRuleset } from '#core/rules/index'
import parameters from '../../configuration/parameters.ts'
import { anomalyTreatmentDecision } from '../../decisions/anomaly_treatment.ts'
import { critiqueDecision } from '../../decisions/critique.ts'
import type { FrozenFacts } from '../../domain/frozen_facts.ts'
import type { ReadingPolicy } from '../../domain/policy.ts'
import { type CritiqueRules, decideReading } from '../../services/decide_reading.ts'
import type { CritiqueCase } from '../../services/measures.ts'

const valueOf = (key: string) => parameters.find((one) => one.key === `readings.${key}`)!.default
const RULES: CritiqueRules = {
  policy: {
    average: valueOf('average'),
    expectedRange: valueOf('expected_range'),
    period: valueOf('period'),
    minimum: valueOf('minimum_consumption'),
    situations: valueOf('situations_read'),
    cutMinDays: valueOf('cut_min_days'),
    maxEstimates: valueOf('max_estimates'),
    settlement: valueOf('estimate_settlement'),
    anomalies: valueOf('anomalies'),
  } as unknown as ReadingPolicy,
  critique: { compiled: compileRuleset(critiqueDecision, critiqueDecision.ruleset), added: [] },
  treatment: {
    compiled: compileRuleset(anomalyTreatmentDecision, anomalyTreatmentDecision.ruleset),
    added: [],
  },
}

/** A house with an average of 20 m³, read at 500 a month ago. */
const FACTS: FrozenFacts = {
  premise: '1',
  registration_number: '000000019',
  set_key: '1',
  kind: 'single',
  parent: null,
  fraction: null,
  holder: '1',
  holder_name: 'Maria',
  taxpayer_id: null,
  address: 'Rua das Acácias, 100',
  district: 'Centro',
  zip_code: null,
  economies: [{ category: 'RES', economies: 2 }],
  water: { situation: 'active' },
  sewage: null,
  due_day: 10,
  meter: { number: 'A25X000001', digits: 4 },
  previous_reading: 500,
  previous_read_on: '2026-09-04',
  billed_until: '2026-09-04',
  swap: null,
  average_m3: '20',
  history: [],
  estimates: { months: 0, m3: '0', credit_m3: '0' },
}

const decide = (
  facts: Partial<FrozenFacts>,
  visit: Partial<NonNullable<CritiqueCase['visit']>> | null,
  qualification: CritiqueCase['qualification'] = 'read'
) =>
  decideReading(
    {
      facts: { ...FACTS, ...facts },
      qualification,
      loadedOn: '2026-10-03' as CivilDate,
      visit: visit && {
        reading: null,
        anomalyCode: null,
        readAt: '2026-10-04T09:00:00',
        meterNumber: null,
        ...visit,
      },
    },
    RULES
  )

test.group('Readings | decideReading', () => {
  test('accepts an ordinary reading as measured', ({ assert }) => {
    assert.containsSubset(decide({}, { reading: 522 }), {
      state: 'accepted',
      kind: 'measured',
      billedM3: '22',
      readOn: '2026-10-04',
      entersAverage: true,
    })
  })

  test('holds one above the range, with its reason', ({ assert }) => {
    assert.containsSubset(decide({}, { reading: 541 }), {
      state: 'held',
      holdReason: 'above_range',
      measuredM3: '41',
    })
  })

  test('accepts a turn of the dial and holds a reading that only went back', ({ assert }) => {
    const turned = decide({ previous_reading: 9990 }, { reading: 12 })
    assert.containsSubset(turned, { state: 'accepted', billedM3: '22' })
    assert.equal(decide({}, { reading: 480 }).holdReason, 'below_previous')
    assert.equal(decide({}, { reading: 10_520 }).holdReason, 'beyond_dial')
  })

  test('holds what was read on another meter, whatever the spelling of the number', ({
    assert,
  }) => {
    assert.equal(decide({}, { reading: 522, meterNumber: 'B01' }).holdReason, 'other_meter')
    assert.equal(decide({}, { reading: 522, meterNumber: 'a25x-000001' }).state, 'accepted')
  })

  test('bills the average, then by the days, then the minimum with an inspection', ({ assert }) => {
    const closed = (months: number) =>
      decide(
        { estimates: { months, m3: String(months * 20), credit_m3: '0' } },
        { anomalyCode: '01' }
      )
    assert.containsSubset(closed(0), { kind: 'average', billedM3: '20', state: 'accepted' })
    assert.containsSubset(closed(1), { kind: 'estimated', billedM3: '20' })
    assert.containsSubset(closed(2), { kind: 'estimated' })
    // two economies at 10 m³
    assert.containsSubset(closed(3), { kind: 'minimum', billedM3: '20', order: 'inspection' })
    assert.isFalse(closed(0).entersAverage)
  })

  test('judges the consumption of three months by the range of three months, and settles it', ({
    assert,
  }) => {
    const returned = decide(
      {
        previous_read_on: '2026-07-04',
        billed_until: '2026-09-04',
        estimates: { months: 2, m3: '40', credit_m3: '0' },
      },
      { reading: 566 }
    )
    // 66 m³ in 92 days are 21,5 a month; 40 were billed: 26 remain
    assert.containsSubset(returned, { state: 'accepted', measuredM3: '66', billedM3: '26' })
    assert.deepEqual(returned.adjustments, [{ term: 'estimate_settlement', m3: '-40' }])
  })

  test('does not use the reading of a broken meter', ({ assert }) => {
    const broken = decide({}, { reading: 500, anomalyCode: '03' })
    assert.containsSubset(broken, {
      state: 'accepted',
      kind: 'average',
      reading: null,
      billedM3: '20',
      order: 'meter_exchange',
    })
  })

  test('holds what did not come back, and bills what has no meter', ({ assert }) => {
    assert.containsSubset(decide({}, null), { state: 'held', holdReason: 'treatment' })
    // two economies, two outlets each, 5 m³ an outlet
    const unmetered = decide({ meter: null, previous_reading: null }, null, 'unmetered')
    assert.containsSubset(unmetered, { state: 'accepted', kind: 'unmetered', billedM3: '20' })
    const suppressed = decide({ meter: null, previous_reading: null }, null, 'not_read')
    assert.containsSubset(suppressed, { state: 'accepted', billedM3: '0' })
    assert.deepEqual(suppressed.adjustments, [])
  })
})

test.group('Readings | decideReading after a meter was changed', () => {
  /** The old meter went from 500 to 512 before it was taken away; the new one started at 0. */
  const swap = {
    m3: '12',
    since: '2026-09-04',
    is_beyond_dial: false,
    meters: [{ number: 'A20X000001', previous_reading: 500, final_reading: 512 }],
  }
  const changed = {
    swap,
    previous_reading: 0,
    previous_read_on: '2026-09-20',
    meter: { number: 'A25X000001', digits: 4 },
  }

  test('bills what the removed meter measured with the first reading of the new one', ({
    assert,
  }) => {
    const decided = decide(changed, { reading: 9 })
    assert.equal(decided.measuredM3, '9')
    assert.equal(decided.billedM3, '21')
    assert.deepEqual(decided.adjustments, [{ term: 'swap_residual', m3: '12' }])
    // 21 m³ in a month of 20: judged whole, 9 m³ alone would stand below the range
    assert.equal(decided.state, 'accepted')
  })

  test('settles estimates from both meters', ({ assert }) => {
    const decided = decide(
      { ...changed, estimates: { months: 1, m3: '15', credit_m3: '0' } },
      { reading: 9 }
    )
    assert.equal(decided.billedM3, '6')
    assert.deepEqual(decided.adjustments, [
      { term: 'swap_residual', m3: '12' },
      { term: 'estimate_settlement', m3: '-15' },
    ])
  })

  test('leaves it to the next real reading when the month is estimated', ({ assert }) => {
    const decided = decide(changed, null)
    assert.notEqual(decided.kind, 'measured')
    assert.isFalse(decided.adjustments.some(({ term }) => term === 'swap_residual'))
  })

  test('bills it at once when no meter followed, and asks a person when it is improbable', ({
    assert,
  }) => {
    const gone = { ...changed, meter: null, previous_reading: null, previous_read_on: null }
    const decided = decide(gone, null, 'not_read')
    assert.deepEqual(
      [decided.kind, decided.billedM3, decided.state],
      ['unmetered', '12', 'accepted']
    )
    const odd = decide({ ...gone, swap: { ...swap, m3: '912' } }, null, 'not_read')
    assert.deepEqual([odd.state, odd.holdReason], ['held', 'above_range'])
    const impossible = { ...swap, m3: '0', is_beyond_dial: true }
    assert.equal(decide({ ...gone, swap: impossible }, null, 'not_read').state, 'held')
  })

  test('holds a broken meter from the third month in a row with it, and says whose fault it is', ({
    assert,
  }) => {
    const broken = (months: number) =>
      decide(
        {
          history: Array.from({ length: months }, (_, index) => ({
            ...{ reference: `2026-0${9 - index}`, m3: '20', kind: 'average' as const },
            anomaly: '03',
          })),
        },
        { reading: 500, anomalyCode: '03' }
      )
    assert.containsSubset(broken(0), { state: 'accepted', fault: 'utility', kind: 'average' })
    assert.containsSubset(broken(1), { state: 'accepted', order: 'meter_exchange' })
    assert.containsSubset(broken(2), { state: 'held', holdReason: 'treatment' })
    assert.equal(decide({}, { anomalyCode: '01' }).fault, 'customer')
    assert.equal(decide({}, null).fault, 'utility')
  })

  test('keeps the limits that it judged by, brought to the days of a long period', ({ assert }) => {
    assert.deepEqual(decide({}, { reading: 522 }).expected, { min: '10', max: '40' })
    // from 4 September to 19 October are 45 days: half as much again
    const long = decide({}, { reading: 560, readAt: '2026-10-19T09:00:00' })
    assert.deepEqual(long.expected, { min: '15', max: '60' })
    assert.equal(long.state, 'accepted')
    assert.equal(decide({}, { reading: 561, readAt: '2026-10-19T09:00:00' }).state, 'held')
  })

  test('a rule may ask for a photograph, and keep the reading of a month that it bills otherwise', ({
    assert,
  }) => {
    const own = {
      ...anomalyTreatmentDecision.ruleset,
      examples: [],
      rules: anomalyTreatmentDecision.ruleset.rules.map((rule) =>
        rule.id === 'broken'
          ? { ...rule, then: { ...rule.then, needs_photo: true, stores_reading: true } }
          : rule
      ),
    }
    const compiled = compileRuleset(anomalyTreatmentDecision, own)
    const rules = { ...RULES, treatment: { compiled, added: [] } }
    const seen = (hasPhoto: boolean) =>
      decideReading(
        {
          facts: FACTS,
          qualification: 'read',
          loadedOn: '2026-10-03' as CivilDate,
          visit: {
            ...{ reading: 512, anomalyCode: '03', meterNumber: null, hasPhoto },
            readAt: '2026-10-04T09:00:00',
          },
        },
        rules
      )
    assert.containsSubset(seen(false), { state: 'held', holdReason: 'photo_missing' })
    assert.containsSubset(seen(true), { state: 'accepted', kind: 'average', reading: 512 })
    assert.equal(seen(true).billedM3, '20')
  })

  test('a real reading after estimates says what each month really used', ({ assert }) => {
    const of = [{ reference: '2026-09', from: '2026-08-05', until: '2026-09-04', m3: '18' }]
    const facts = {
      previous_read_on: '2026-08-05',
      estimates: { months: 1, m3: '18', credit_m3: '0', of },
    }
    // 40 m³ in 30 + 30 days: 20 each; 22 more than was billed
    const read = decide(facts, { reading: 540 })
    assert.equal(read.billedM3, '22')
    assert.equal(read.rebilled!.now_m3, '20')
    // The mean is of what each month used, not of what one bill asked for two.
    assert.deepEqual(read.averages, decide({}, { reading: 520 }).averages)
    assert.equal(read.rebilled!.months[0]!.real_m3, '20')
    const unit = decide({ ...facts, kind: 'condominium_child' }, { reading: 540 })
    assert.isUndefined(unit.rebilled)
  })
})
