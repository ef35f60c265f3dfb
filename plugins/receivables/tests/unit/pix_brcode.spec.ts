import { isValidPixPayload } from '@brazilian-utils/brazilian-utils'
import { test } from '@japa/runner'
import fc from 'fast-check'
import { parsePix } from '../../domain/parse_pix.ts'
import { buildDynamicPix, buildStaticPix, foldText } from '../../domain/pix_brcode.ts'
import { crc16 } from '../../domain/tlv.ts'
import { errorCode, formatError } from './helpers.ts'

const UTILITY = { receiverName: 'SAAE MUNICIPIO EXEMPLO', city: 'EXEMPLOPOLIS' }
const PERSON = { receiverName: 'Fulano de Tal', city: 'BRASILIA' }
const CHARGE_URL = 'pix.psp-exemplo.com.br/qr/v2/cobv/9d36b84fc70b478fb95c12729b90ca25'
const RECURRENCE_URL = 'pix.psp-exemplo.com.br/qr/v2/rec/94ed2badcbc04c15b0bb7fa353194890'

const MANUAL_STATIC =
  '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D'
const UTILITY_STATIC =
  '00020126530014br.gov.bcb.pix0114123456780001950213CONTA 11/20265204000053039865406123.455802BR5922SAAE MUNICIPIO EXEMPLO6012EXEMPLOPOLIS62210517M000123457R20261163046A51'
const DYNAMIC =
  '00020101021226880014br.gov.bcb.pix2566pix.psp-exemplo.com.br/qr/v2/cobv/9d36b84fc70b478fb95c12729b90ca255204000053039865802BR5922SAAE MUNICIPIO EXEMPLO6012EXEMPLOPOLIS62070503***6304C1D3'
const COMPOSITE =
  '00020101021226880014br.gov.bcb.pix2566pix.psp-exemplo.com.br/qr/v2/cobv/9d36b84fc70b478fb95c12729b90ca255204000053039865802BR5922SAAE MUNICIPIO EXEMPLO6012EXEMPLOPOLIS62070503***80870014br.gov.bcb.pix2565pix.psp-exemplo.com.br/qr/v2/rec/94ed2badcbc04c15b0bb7fa35319489063043B05'
const RECURRENCE_ONLY =
  '00020126180014br.gov.bcb.pix5204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/2353c790eefb11eaadc10242ac120002630462C9'
const OFFICIAL_COMPOSITE =
  '00020101021226810014br.gov.bcb.pix2559pix.example.com/qr/v2/cobv/1e6c54d3ec9449b7a7fc53b6b0f998e75204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/3ffa640fa4f14080adccb949fa2dc0d06304A441'

const STATIC_INPUT = {
  ...UTILITY,
  key: '12345678000195',
  amountCents: 12345n,
  txid: 'M000123457R202611',
  description: 'CONTA 11/2026',
}

test.group('Receivables | Pix code: writing', () => {
  test('computes the check value of CRC16-CCITT-FALSE', ({ assert }) => {
    assert.equal(crc16('123456789'), '29B1')
  })

  test('writes the static code of the central bank manual', ({ assert }) => {
    const key = '123e4567-e12b-12d1-a456-426655440000'
    assert.equal(buildStaticPix({ ...PERSON, key }), MANUAL_STATIC)
  })

  test('writes a static code with amount, txid and description', ({ assert }) => {
    assert.equal(buildStaticPix(STATIC_INPUT), UTILITY_STATIC)
  })

  test('writes the dynamic code of a charge, without the scheme of its location', ({ assert }) => {
    assert.equal(buildDynamicPix({ ...UTILITY, url: CHARGE_URL }), DYNAMIC)
    assert.equal(buildDynamicPix({ ...UTILITY, url: `https://${CHARGE_URL}` }), DYNAMIC)
  })

  test('writes a charge that offers a recurrence', ({ assert }) => {
    const code = buildDynamicPix({ ...UTILITY, url: CHARGE_URL, recurrenceUrl: RECURRENCE_URL })
    assert.equal(code, COMPOSITE)
    const official = buildDynamicPix({
      ...PERSON,
      url: 'pix.example.com/qr/v2/cobv/1e6c54d3ec9449b7a7fc53b6b0f998e7',
      recurrenceUrl: 'pix.example.com/qr/v2/rec/3ffa640fa4f14080adccb949fa2dc0d0',
    })
    assert.equal(official, OFFICIAL_COMPOSITE)
  })

  test('writes a recurrence alone', ({ assert }) => {
    const recurrenceUrl = 'pix.example.com/qr/v2/rec/2353c790eefb11eaadc10242ac120002'
    assert.equal(buildDynamicPix({ ...PERSON, recurrenceUrl }), RECURRENCE_ONLY)
  })

  test('removes accents and cuts name, city and description', ({ assert }) => {
    const parsed = parsePix(
      buildStaticPix({
        key: 'arrecadacao@saae.sp.gov.br',
        receiverName: 'Serviço Autônomo de Água e Esgoto',
        city: 'São José do Rio Preto',
        description: 'Conta de água nº 1 – São João, referência novembro de 2026, vencimento 10/12',
      })
    )
    assert.equal(parsed.receiverName, 'Servico Autonomo de Agua') // 25th character is a space
    assert.equal(parsed.city, 'Sao Jose do Rio')
    assert.equal(parsed.description, 'Conta de agua no 1 Sao Joao, referencia novembr') // 47 left by a key of 26
  })

  test('folds text without leaving a space at the cut', ({ assert }) => {
    assert.equal(foldText('  Água   e\tEsgoto ', 7), 'Agua e')
    assert.equal(foldText('日本', 10), '')
  })

  test('refuses keys, txids, amounts and texts that no bank reads', ({ assert }) => {
    const code = (change: object) => errorCode(() => buildStaticPix({ ...STATIC_INPUT, ...change }))
    assert.equal(code({ key: '123' }), 'E_RECEIVABLES_PIX_KEY')
    assert.equal(code({ txid: 'A'.repeat(26) }), 'E_RECEIVABLES_PIX_TXID')
    assert.equal(code({ txid: '***' }), 'E_RECEIVABLES_PIX_TXID')
    assert.equal(code({ amountCents: 0n }), 'E_RECEIVABLES_PIX_AMOUNT')
    assert.equal(code({ amountCents: 1_000_000_000_000n }), 'E_RECEIVABLES_PIX_AMOUNT')
    assert.equal(code({ receiverName: ' ' }), 'E_RECEIVABLES_PIX_TEXT')
    assert.equal(code({ city: '–' }), 'E_RECEIVABLES_PIX_TEXT')
  })

  test('refuses a dynamic code without a location that fits', ({ assert }) => {
    const code = (url: string | null) => errorCode(() => buildDynamicPix({ ...UTILITY, url }))
    assert.equal(code(null), 'E_RECEIVABLES_PIX_URL')
    assert.equal(code('pix.example.com'), 'E_RECEIVABLES_PIX_URL')
    assert.equal(code('pix.example.com/á'), 'E_RECEIVABLES_PIX_URL')
    assert.equal(code(`pix.example.com/${'a'.repeat(62)}`), 'E_RECEIVABLES_PIX_URL')
  })
})

test.group('Receivables | Pix code: reading', () => {
  test('reads a static code', ({ assert }) => {
    assert.deepEqual(parsePix(UTILITY_STATIC), {
      kind: 'static',
      isSingleUse: false,
      key: '12345678000195',
      url: null,
      recurrenceUrl: null,
      description: 'CONTA 11/2026',
      amountCents: 12345n,
      txid: 'M000123457R202611',
      receiverName: 'SAAE MUNICIPIO EXEMPLO',
      city: 'EXEMPLOPOLIS',
      postalCode: null,
    })
    assert.isNull(parsePix(MANUAL_STATIC).txid)
    assert.isNull(parsePix(MANUAL_STATIC).amountCents)
  })

  test('tells dynamic, composite and recurrence-only codes apart', ({ assert }) => {
    assert.include(parsePix(DYNAMIC), { kind: 'dynamic', url: CHARGE_URL, isSingleUse: true })
    assert.include(parsePix(COMPOSITE), { kind: 'dynamic', recurrenceUrl: RECURRENCE_URL })
    assert.include(parsePix(RECURRENCE_ONLY), { kind: 'recurrence', url: null, key: null })
    assert.include(parsePix(OFFICIAL_COMPOSITE), { kind: 'dynamic', receiverName: 'Fulano de Tal' })
  })

  test('accepts the GUI in upper case and a check code in lower case', ({ assert }) => {
    const upper = UTILITY_STATIC.replace('br.gov.bcb.pix', 'BR.GOV.BCB.PIX')
      .replace('26530014', '26360014')
      .replace('0213CONTA 11/2026', '')
    const payload = `${upper.slice(0, -4)}e2cb`
    assert.equal(parsePix(payload).key, '12345678000195')
    assert.equal(parsePix(` ${payload}\n`).amountCents, 12345n)
  })

  test('refuses a changed payload by its check code', ({ assert }) => {
    const error = formatError(() => parsePix(UTILITY_STATIC.replace('123.45', '023.45')))
    assert.equal(error.code, 'E_RECEIVABLES_PIX_CRC')
    assert.equal(error.position, UTILITY_STATIC.length - 3)
  })

  test('refuses what is cut, malformed or not Pix')
    .with([
      '',
      UTILITY_STATIC.slice(0, -5),
      sealed('0002012658'),
      sealed('00020126XX'),
      sealed('000201000201'),
      sealed('00020226180014br.gov.bcb.pix'),
      sealed('000201'),
      sealed('00020126180014br.gov.bcb.pix5902AA6002BB'),
      sealed('00020126300014br.gov.bcb.pix0108a@b.com.5406ABCDEF5902AA6002BB'),
      sealed('00020126300014br.gov.bcb.pix0108a@b.com.6002BB'),
    ])
    .run(({ assert }, payload) => {
      assert.equal(
        errorCode(() => parsePix(payload)),
        'E_RECEIVABLES_PIX_MALFORMED'
      )
    })

  test('reads back whatever it wrote and catches any changed character', ({ assert }) => {
    const inputs = fc.record({
      key: fc.constantFrom('12345678000195', '+5511987654321', '52998224725', '12ABC34501DE35'),
      amountCents: fc.option(fc.bigInt(1n, 999_999_999_999n)),
      txid: fc.option(fc.stringMatching(/^[a-zA-Z0-9]{1,25}$/)),
      receiverName: fc.stringMatching(/^[A-Z][A-Za-z ]{0,23}[A-Z]$/),
      city: fc.stringMatching(/^[A-Z]{1,15}$/),
      description: fc.option(fc.stringMatching(/^[A-Z0-9]{1,40}$/)),
    })
    fc.assert(
      fc.property(inputs, fc.nat(), (input, at) => {
        const payload = buildStaticPix(input)
        assert.isTrue(isValidPixPayload(payload)) // an independent validator
        const { key, amountCents, txid, city, description } = parsePix(payload)
        assert.deepEqual(
          { key, amountCents, txid, city, description },
          {
            key: input.key,
            amountCents: input.amountCents,
            txid: input.txid,
            city: input.city,
            description: input.description,
          }
        )
        const index = at % payload.length
        const other = payload[index] === '0' ? '1' : '0'
        formatError(() => parsePix(payload.slice(0, index) + other + payload.slice(index + 1)))
      }),
      { numRuns: 100 }
    )
  })
})

function sealed(text: string): string {
  return `${text}6304${crc16(`${text}6304`)}`
}
