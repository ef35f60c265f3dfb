import { test } from '@japa/runner'
import type { Json } from '#core/database/index'
import { problemOf } from '../../fields/check_value.ts'
import { customFieldsKind } from '../../custom/kind.ts'
import {
  keyFrom,
  moved,
  renamed,
  takenAway,
  withProperty,
} from '../../../../templates/ui/studio/fields/types.js'

const FIELDS = [
  { key: 'apelido', label: 'Apelido', type: 'text', note: 'kept' },
  {
    ...{ key: 'quando', label: 'Quando', type: 'date' },
    visibleWhen: { '==': [{ var: ['custom_apelido'] }, 'x'] },
  },
]

test.group('Records | designer of added fields', () => {
  test('codes come from names, in ASCII and never twice', ({ assert }) => {
    assert.equal(keyFrom('Nº do processo (água)', []), 'n_do_processo_agua')
    assert.equal(keyFrom('Apelido', ['apelido', 'apelido_2']), 'apelido_3')
    assert.equal(keyFrom('123', []), 'campo')
  })

  test('a new field takes the code of its new name with it, an approved one keeps its own', ({
    assert,
  }) => {
    const fresh = renamed(FIELDS, 0, 'Como é conhecido', [])
    assert.equal(fresh[0]!.key, 'como_e_conhecido')
    assert.deepEqual(fresh[1]!.visibleWhen, { '==': [{ var: ['custom_como_e_conhecido'] }, 'x'] })
    const kept = renamed(FIELDS, 0, 'Como é conhecido', ['apelido'])
    assert.containSubset(kept[0], { key: 'apelido', label: 'Como é conhecido', note: 'kept' })
    assert.deepEqual(kept[1], FIELDS[1])
  })

  test('what is moved back and set back is the content as it was', ({ assert }) => {
    assert.deepEqual(moved(moved(FIELDS, 0, 1), 1, 0), FIELDS)
    const set = withProperty(FIELDS[0]!, 'help', 'Uma ajuda')
    assert.deepEqual(withProperty(set, 'help', ''), FIELDS[0])
  })

  test('an approved field is made inactive, one that never was goes', ({ assert }) => {
    assert.deepEqual(takenAway(FIELDS, 0, ['apelido'])[0], { ...FIELDS[0], isInactive: true })
    assert.lengthOf(takenAway(FIELDS, 0, []), 1)
  })

  test('an approved field is neither taken out nor made of another type', ({ assert }) => {
    const was = { fields: [{ key: 'a', label: 'A', type: 'text' }] } as Json
    const codes = (fields: Json) =>
      customFieldsKind.continues!(was, { fields }).map(({ code }) => code)
    assert.deepEqual(codes([]), ['field_taken'])
    assert.deepEqual(codes([{ key: 'a', label: 'B', type: 'integer' }]), ['field_type'])
    assert.deepEqual(codes([{ key: 'a', label: 'B', type: 'text', isInactive: true }]), [])
  })

  test('numbers outside their limits are refused in words', ({ assert }) => {
    const field = { name: 'x', label: 'X', minimum: '1.5', maximum: '10' } as const
    assert.isNull(problemOf({ ...field, type: 'decimal' }, '1.5'))
    assert.equal(problemOf({ ...field, type: 'decimal' }, '1.49'), 'Deve ser no mínimo 1,5.')
    assert.equal(problemOf({ ...field, type: 'money' }, 1001n), 'Deve ser no máximo R$ 10,00.')
  })
})
