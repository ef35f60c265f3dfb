import { test } from '@japa/runner'
import fc from 'fast-check'
import { FormatError } from '../../domain/format_error.ts'
import {
  type RegistrationRule,
  composeRegistration,
  DEFAULT_REGISTRATION_RULE,
  formatRegistration,
  isRegistration,
  parseRegistration,
  registrationCheckDigit,
} from '../../domain/registration_number.ts'

const MOD10: RegistrationRule = { baseLength: 8, checkDigit: 'mod10' }
const NONE: RegistrationRule = { baseLength: 6, checkDigit: 'none' }
const LEGACY: RegistrationRule = { ...DEFAULT_REGISTRATION_RULE, legacyUpTo: 54_321n }

function errorCode(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof FormatError) return error.code
    throw error
  }
  throw new Error('Expected a FormatError, nothing was thrown')
}

test.group('Registry | registrationCheckDigit', () => {
  test('gives {mod10} and {mod11} for {base}')
    .with([
      { base: '99999', mod10: 5, mod11: 7 },
      { base: '100000', mod10: 9, mod11: 4 },
      { base: '12345', mod10: 5, mod11: 5 },
      { base: '1', mod10: 8, mod11: 9 },
      { base: '00012345', mod10: 5, mod11: 5 },
    ])
    .run(({ assert }, { base, mod10, mod11 }) => {
      assert.equal(registrationCheckDigit(base, 'mod10'), mod10)
      assert.equal(registrationCheckDigit(base, 'mod11'), mod11)
    })

  test('gives 0 when modulus 11 leaves 0 or 1', ({ assert }) => {
    assert.equal(registrationCheckDigit('6', 'mod11'), 0) // 12, r 1
    assert.equal(registrationCheckDigit('14', 'mod11'), 0) // 8 + 3 = 11, r 0
  })

  test('refuses a base that is not made of digits', ({ assert }) => {
    for (const base of ['', '12A', '1.2']) {
      assert.equal(
        errorCode(() => registrationCheckDigit(base, 'mod10')),
        'E_REGISTRY_REGISTRATION_FORMAT'
      )
    }
  })
})

test.group('Registry | registration number', () => {
  test('composes and prints the number of a sequence', ({ assert }) => {
    assert.equal(composeRegistration(12345n, DEFAULT_REGISTRATION_RULE), '000123455')
    assert.equal(composeRegistration(99999n, MOD10), '000999995')
    assert.equal(composeRegistration(42n, NONE), '000042')
    assert.equal(formatRegistration('000123455', DEFAULT_REGISTRATION_RULE), '00012345-5')
    assert.equal(formatRegistration('000042', NONE), '000042')
  })

  test('reads what people type')
    .with(['000123455', '00012345-5', '12345-5', ' 123.455 ', '0000123455'])
    .run(({ assert }, text) => {
      assert.deepEqual(parseRegistration(text, DEFAULT_REGISTRATION_RULE), {
        number: '000123455',
        sequence: 12345n,
        isLegacy: false,
      })
    })

  test('refuses a mistyped check digit and what is no number', ({ assert }) => {
    const code = (text: string) =>
      errorCode(() => parseRegistration(text, DEFAULT_REGISTRATION_RULE))
    assert.equal(code('12345-6'), 'E_REGISTRY_REGISTRATION_CHECK_DIGIT')
    for (const text of ['', '-', '000', '12A45-5', '1234567890']) {
      assert.equal(code(text), 'E_REGISTRY_REGISTRATION_FORMAT')
      assert.isFalse(isRegistration(text, DEFAULT_REGISTRATION_RULE))
    }
  })

  test('accepts legacy numbers as they are and gives no new one among them', ({ assert }) => {
    assert.deepEqual(parseRegistration('54321', LEGACY), {
      number: '000054321',
      sequence: 54_321n,
      isLegacy: true,
    })
    assert.equal(formatRegistration('54321', LEGACY), '000054321')
    assert.isFalse(isRegistration('54322', LEGACY))
    assert.equal(
      errorCode(() => composeRegistration(5432n, LEGACY)),
      'E_REGISTRY_REGISTRATION_SEQUENCE'
    )
    assert.isFalse(parseRegistration(composeRegistration(5433n, LEGACY), LEGACY).isLegacy)
  })

  test('refuses sequences that give no number', ({ assert }) => {
    for (const sequence of [0n, -1n, 1_000_000n]) {
      assert.equal(
        errorCode(() => composeRegistration(sequence, NONE)),
        'E_REGISTRY_REGISTRATION_SEQUENCE'
      )
    }
  })

  test('reads back every number and catches every single wrong digit', ({ assert }) => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 99_999_999n),
        fc.nat(8),
        fc.integer({ min: 1, max: 9 }),
        (sequence, at, shift) => {
          const number = composeRegistration(sequence, MOD10)
          assert.equal(
            parseRegistration(formatRegistration(number, MOD10), MOD10).sequence,
            sequence
          )
          const wrong = (Number.parseInt(number[at]!, 10) + shift) % 10
          assert.isFalse(isRegistration(number.slice(0, at) + wrong + number.slice(at + 1), MOD10))
        }
      ),
      { numRuns: 200 }
    )
  })
})
