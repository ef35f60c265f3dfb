import { test } from '@japa/runner'
import fc from 'fast-check'
import { type CivilDate, addDays } from '#core/calendar/index'
import {
  bankSlipCodes,
  dayOfFactor,
  dueFactor,
  printedLine,
  readBankSlip,
} from '../../domain/boletos/bank_slip.ts'
import {
  BATCH_HEADER,
  BATCH_TRAILER,
  FILE_HEADER,
  FILE_TRAILER,
} from '../../domain/boletos/envelope_layout.ts'
import { checkTemplates, fillTemplate } from '../../domain/boletos/number_template.ts'
import { SEGMENT_P, SEGMENT_Q, SEGMENT_R } from '../../domain/boletos/remittance_layout.ts'
import { type BoletoOrder, writeBoletoRemittance } from '../../domain/boletos/remittance_writer.ts'
import { SEGMENT_T, SEGMENT_U } from '../../domain/boletos/return_layout.ts'
import { parseBoletoReturn } from '../../domain/boletos/return_reader.ts'
import { checkRecordLayout, readRecord } from '../../domain/fixed_width.ts'
import { boletoReturn } from '../support/boleto_returns.ts'

const on = (day: string) => day as CivilDate
const FACTORS: readonly (readonly [string, number])[] = [
  ...([
    ['2000-07-03', 1000],
    ['2010-11-17', 4789],
    ['2025-02-21', 9999],
  ] as const),
  ...([
    ['2025-02-22', 1000],
    ['2026-12-10', 1656],
    ['2049-10-13', 9999],
  ] as const),
  ['2049-10-14', 1000],
]

test.group('Payments | bank slip codes', () => {
  test('the factor starts again at 1000 on 2025-02-22, and the day is told by when it is read', ({
    assert,
  }) => {
    for (const [day, factor] of FACTORS) assert.equal(dueFactor(on(day)), factor, day)
    assert.equal(dayOfFactor(1656, on('2026-11-20')), '2026-12-10')
    assert.equal(dayOfFactor(4789, on('2011-01-01')), '2010-11-17')
    assert.isNull(dayOfFactor(0, on('2026-11-20')))
  })

  test('writes the barcode and the line that the manuals show', ({ assert }) => {
    const codes = bankSlipCodes({
      ...{ bankCode: '001', dueOn: on('2026-12-10'), amountCents: 123_45n },
      freeField: '0000001234567000000012317',
    })
    assert.equal(codes.barcode, '00195165600000123450000001234567000000012317')
    const printed = '00190.00009 01234.567004 00000.123174 5 16560000012345'
    assert.equal(printedLine(codes.line), printed)
    assert.equal(readBankSlip(printed), codes.barcode)
    const official = '00193373700000001000500940144816060680935031'
    assert.equal(readBankSlip('00190.50095 40144.816069 06809.350314 3 37370000000100'), official)
    assert.equal(readBankSlip(official), official)
  })

  test('one wrong digit in the three checked fields of the line is seen', ({ assert }) => {
    const digits = fc.stringMatching(/^\d{25}$/)
    const days = fc.integer({ min: 0, max: 9000 }).map((n) => addDays(on('2020-01-01'), n))
    fc.assert(
      fc.property(
        ...[digits, days, fc.bigInt({ min: 1n, max: 99_999_999_99n })],
        fc.nat(31),
        fc.integer({ min: 1, max: 9 }),
        (freeField, dueOn, amountCents, place, by) => {
          const { barcode, line } = bankSlipCodes({
            bankCode: '237',
            dueOn,
            amountCents,
            freeField,
          })
          assert.equal(readBankSlip(line), barcode)
          assert.equal(readBankSlip(barcode), barcode)
          const wrong = [...line]
          wrong[place] = String((Number(wrong[place]) + by) % 10)
          assert.isNull(readBankSlip(wrong.join('')))
        }
      ),
      { numRuns: 200 }
    )
  })

  test('own number and free field are written by the agreement’s templates', ({ assert }) => {
    const own = 'convenio:7 sequencia:10'
    const free = 'zeros:6 nosso_numero:17 carteira:2'
    checkTemplates(own, free)
    const ownNumber = fillTemplate(own, { agreement: '1234567', sequence: '123' })
    assert.equal(ownNumber, '12345670000000123')
    assert.equal(
      fillTemplate(free, { own_number: ownNumber, portfolio: '17' }),
      '0000001234567000000012317'
    )
    assert.throws(() => checkTemplates('convenio:7', free))
    assert.throws(() => checkTemplates(own, 'nosso_numero:17'))
    assert.throws(() => fillTemplate('sequencia:2', { sequence: '123' }))
  })
})

const PARTY = {
  ...{
    bankCode: '001',
    bankName: 'Banco do Brasil',
    agreementCode: '1234567',
    companyName: 'SAAE Águas',
  },
  ...{
    companyId: '11222333000181',
    agency: '1234',
    agencyDigit: '5',
    account: '6789',
    accountDigit: '0',
  },
  ...{ portfolio: '1', kind: '17', writeOffDays: 60 },
}
const order = (change: Partial<BoletoOrder>): BoletoOrder => ({
  ...{ movement: '01', ownNumber: '12345670000000123', documentNumber: '000000004821' },
  ...{
    issuedOn: on('2026-11-20'),
    dueOn: on('2026-12-10'),
    amountCents: 123_45n,
    companyUse: 'B1',
  },
  payer: {
    ...{
      name: 'Associação de Moradores do Bairro das Palmeiras e Adjacências',
      taxpayerId: '52998224725',
    },
    ...{ address: 'Rua das Palmeiras, 120', district: 'Centro', zipCode: '78850000' },
    ...{ city: 'Primavera do Leste', state: 'MT' },
  },
  message: 'Multa e juros na proxima fatura',
  ...change,
})

test.group('Payments | CNAB 240', () => {
  test('every record is described without gaps, to its last position', ({ assert }) => {
    const layouts = [FILE_HEADER, FILE_TRAILER, BATCH_HEADER, BATCH_TRAILER]
    for (const layout of [...layouts, SEGMENT_P, SEGMENT_Q, SEGMENT_R, SEGMENT_T, SEGMENT_U]) {
      assert.doesNotThrow(() => checkRecordLayout(layout, 240))
    }
  })

  test('what is written of any boleto is read back, each field at its place', ({ assert }) => {
    const orders = fc.record({
      movement: fc.constantFrom('01' as const, '02' as const, '06' as const),
      ownNumber: fc.stringMatching(/^\d{17}$/),
      amountCents: fc.bigInt({ min: 1n, max: 999_999_999_99n }),
      dueOn: fc.integer({ min: 0, max: 4000 }).map((n) => addDays(on('2026-01-01'), n)),
      companyUse: fc.stringMatching(/^[A-Z0-9]{1,25}$/),
    })
    fc.assert(
      fc.property(fc.array(orders, { minLength: 1, maxLength: 5 }), (some) => {
        const { content, lines } = writeBoletoRemittance({
          ...{ party: PARTY, generatedOn: on('2026-11-20'), generatedAt: '101500', sequence: 7 },
          orders: some.map(order),
        })
        const all = content.split('\r\n').slice(0, -1)
        assert.isTrue(all.every((line) => line.length === 240))
        assert.equal(all.length, lines.flat().length + 4)
        assert.equal(readRecord(FILE_TRAILER, all.at(-1)!).record!.recordCount, all.length)
        for (const [index, one] of some.entries()) {
          const { record } = readRecord(SEGMENT_P, lines[index]![0]!)
          assert.deepInclude(record!, one)
          assert.equal(lines[index]!.length, one.movement === '01' ? 3 : 2)
        }
      }),
      { numRuns: 40 }
    )
  })

  test('positions are those of the manual', ({ assert }) => {
    const { lines, content } = writeBoletoRemittance({
      ...{ party: PARTY, generatedOn: on('2026-11-20'), generatedAt: '101500', sequence: 7 },
      orders: [order({})],
    })
    const [p, q] = lines[0]!
    const at = (line: string, from: number, to: number) => line.slice(from - 1, to)
    assert.equal(at(p!, 14, 17), 'P 01')
    assert.equal(at(p!, 38, 57), '12345670000000123   ')
    assert.equal(at(p!, 78, 100), '10122026000000000012345')
    assert.equal(at(p!, 118, 118), '3')
    assert.equal(at(p!, 224, 229), '106009')
    assert.equal(at(q!, 18, 33), '1000052998224725')
    assert.equal(at(q!, 34, 73), 'ASSOCIACAO DE MORADORES DO BAIRRO DAS PA')
    assert.equal(at(q!, 129, 136), '78850000')
    assert.equal(at(content, 158, 166), '000007103')
  })

  test('a return gives each boleto what the bank tells of it; a bad pair does not stop the good ones', ({
    assert,
  }) => {
    const content = boletoReturn({
      ...{ agreementCode: '1234567', sequence: 3, generatedOn: on('2026-12-12') },
      told: [
        { movement: '02', ownNumber: '12345670000000123' },
        {
          movement: '06',
          ownNumber: '12345670000000123',
          paidCents: 123_45n,
          paidOn: on('2026-12-10'),
        },
        { movement: '03', ownNumber: '12345670000000124', reasons: '4648' },
      ],
    })
    const file = parseBoletoReturn(content)
    assert.deepEqual(file.issues, [])
    assert.deepInclude(file.header!, { agreementCode: '1234567', fileSequence: 3, bankCode: '001' })
    assert.deepEqual(
      file.lines.map(({ told }) => told!.news),
      ['registered', 'paid', 'rejected']
    )
    assert.deepEqual(
      file.lines.map(({ amountCents }) => amountCents),
      [null, 123_45n, null]
    )
    const rows = content.split('\r\n')
    const broken = [...rows]
    broken[5] = broken[5]!.replace(/^(.{77}).{15}/, '$1VALOR ERRADO   ')
    const [first, second, third] = parseBoletoReturn(broken.join('\r\n')).lines
    assert.isNull(second!.told)
    assert.include(second!.issue!.message, 'O campo 078')
    assert.isNotNull(first!.told)
    assert.isNotNull(third!.told)
    const alone = [...rows.slice(0, 5), ...rows.slice(6)]
    const cut = parseBoletoReturn(alone.join('\r\n'))
    assert.include(cut.lines[1]!.issue!.message, 'não forma par')
    assert.include(
      cut.issues.map(({ code }) => code),
      'trailer_count'
    )
    assert.include(
      parseBoletoReturn(rows.slice(0, -2).join('\r\n')).issues[0]!.message,
      'registro 9'
    )
  })
})
