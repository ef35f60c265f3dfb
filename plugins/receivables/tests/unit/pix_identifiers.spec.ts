import { test } from '@japa/runner'
import { isEndToEndId, isTxid, parseEndToEndId, pixKeyKind } from '../../domain/pix_identifiers.ts'
import { errorCode } from './helpers.ts'

const END_TO_END_ID = 'E12345678202612101530abcdef12345'

test.group('Receivables | Pix identifiers', () => {
  test('takes an endToEndId apart', ({ assert }) => {
    assert.deepEqual(parseEndToEndId(END_TO_END_ID), {
      ispb: '12345678',
      startedAt: '2026-12-10T15:30Z',
    })
  })

  test('refuses "{$self}" as an endToEndId')
    .with([
      '',
      END_TO_END_ID.slice(1),
      `${END_TO_END_ID}0`,
      END_TO_END_ID.toLowerCase(),
      'E12345678202613101530abcdef12345',
      'E12345678202602301530abcdef12345',
      'E12345678202612102430abcdef12345',
      'E12345678202612101560abcdef12345',
      'E1234567A202612101530abcdef12345',
      'E12345678202612101530abcdef1234-',
    ])
    .run(({ assert }, text) => {
      assert.isFalse(isEndToEndId(text))
      assert.equal(
        errorCode(() => parseEndToEndId(text)),
        'E_RECEIVABLES_PIX_END_TO_END_ID'
      )
    })

  test('keeps the txid of a charge out of a static code and the other way round', ({ assert }) => {
    assert.isTrue(isTxid('M000123457R202611', 'static'))
    assert.isTrue(isTxid('a'.repeat(25), 'static'))
    assert.isFalse(isTxid('a'.repeat(26), 'static'))
    assert.isFalse(isTxid('', 'static'))
    assert.isTrue(isTxid('SANE00000012345678ABCDEF0001', 'charge'))
    assert.isFalse(isTxid('a'.repeat(25), 'charge'))
    assert.isFalse(isTxid('a'.repeat(36), 'charge'))
    assert.isFalse(isTxid('SANE-0000012345678ABCDEF0001', 'charge'))
  })

  test('knows the kinds of Pix key, CNPJ with letters included', ({ assert }) => {
    assert.equal(pixKeyKind('52998224725'), 'cpf')
    assert.equal(pixKeyKind('12345678000195'), 'cnpj')
    assert.equal(pixKeyKind('12ABC34501DE35'), 'cnpj')
    assert.equal(pixKeyKind('+5511987654321'), 'phone')
    assert.equal(pixKeyKind('conta@saae.sp.gov.br'), 'email')
    assert.equal(pixKeyKind('123e4567-e12b-12d1-a456-426655440000'), 'random')
    assert.isNull(pixKeyKind('12.345.678/0001-95'))
    assert.isNull(pixKeyKind(`${'a'.repeat(70)}@saae.com`))
  })
})
