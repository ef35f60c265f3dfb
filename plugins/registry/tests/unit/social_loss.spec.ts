import { test } from '@japa/runner'
import { DEFAULT_LOSS_POLICY, lastDayOf } from '../../domain/social_loss.ts'
import { readFamilies } from '../../services/social/read_family.ts'
import { socialParameters } from '../../configuration/social_parameters.ts'

test.group('Registry | loss of the social tariff', () => {
  test('{cause} known on {on}, kept by its validity until {keptUntil}: the last day is {last}')
    .with([
      // Three months that begin on the day of the loss.
      { cause: 'criteria', on: '2026-12-05', keptUntil: '2028-06-30', last: '2027-03-04' },
      { cause: 'criteria', on: '2026-11-30', keptUntil: null, last: '2027-02-27' },
      // The validity was over: its months already run.
      { cause: 'criteria', on: '2026-12-05', keptUntil: '2027-01-20', last: '2027-01-20' },
      // Art. 3º, and who asks for it: at once.
      { cause: 'irregularity', on: '2026-12-05', keptUntil: '2028-06-30', last: '2026-12-05' },
      { cause: 'asked', on: '2026-12-05', keptUntil: null, last: '2026-12-05' },
    ] as const)
    .run(({ assert }, { last, ...losing }) => {
      assert.equal(lastDayOf(losing as never, DEFAULT_LOSS_POLICY), last)
    })

  test('fewer months than the law keeps it are refused with the article', ({ assert }) => {
    const parameter = socialParameters.find(({ key }) => key === 'registry.social_loss')!
    const told = (months: number) =>
      parameter.validate!({ ...DEFAULT_LOSS_POLICY, kept_months: months } as never)
    assert.deepEqual([told(3), told(6)], [[], []])
    const [issue] = told(2)
    assert.equal(issue!.severity, 'critical')
    assert.include(issue!.message, 'Lei 14.898/2024, art. 2º, § 2º')
  })

  test('a line is read whole or refused with its reason; its family is known all the same', ({
    assert,
  }) => {
    const good = {
      ...{ codigo_familia: '123.456', nis: '120.56412.54-5 ', cpfs: '529.982.247-25 1234567890' },
      ...{ renda_por_pessoa: '350,00', pessoas: '3', logradouro: 'Rua A', numero: '' },
      ...{ bairro: 'Centro', cep: '78899-000' },
    }
    const lines = readFamilies([
      good,
      { ...good, codigo_familia: '2', nis: '12056412618', renda_por_pessoa: 'pouco' },
      { ...good, codigo_familia: '3' },
      { ...good, nis: '12056412618' },
      { ...good, codigo_familia: '5', nis: '12056412546' },
    ])
    assert.deepEqual(lines[0]!.family, {
      ...{ family_code: '123456', nis: ['12056412545'], cpfs: ['52998224725', '01234567890'] },
      ...{ income_cents: 35_000n, family_size: 3, street: 'Rua A', house_number: null },
      ...{ district: 'Centro', zip_code: '78899000' },
    })
    assert.deepEqual(
      lines.slice(1).map(({ code, family, reason }) => [code, family, reason]),
      [
        ['2', null, 'Renda por pessoa: “pouco” não é um valor'],
        ['3', null, 'O NIS já está em outra linha do arquivo'],
        ['123456', null, 'A família já está em outra linha do arquivo'],
        ['5', null, 'NIS que falta ou não é válido (onze algarismos, com dígito verificador)'],
      ]
    )
  })
})
