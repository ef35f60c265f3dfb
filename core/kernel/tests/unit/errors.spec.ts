import { test } from '@japa/runner'
import { defineErrors } from '../../index.ts'

const errors = defineErrors({
  E_TEST_GONE: {
    status: 409,
    message: 'Run {run} is gone',
    pt: 'A execução {run} não existe mais.',
  },
})

test.group('Kernel | errors', () => {
  test('has a code, a status, a text for logs and one for people', ({ assert }) => {
    const error = errors.E_TEST_GONE({ run: 7n }, { cause: new Error('why') })
    assert.equal(error.code, 'E_TEST_GONE')
    assert.equal(error.status, 409)
    assert.equal(error.message, 'Run 7 is gone')
    assert.equal(error.people, 'A execução 7 não existe mais.')
    assert.equal((error.cause as Error).message, 'why')
  })
})
