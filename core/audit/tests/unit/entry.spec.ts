import { test } from '@japa/runner'
import { type AuditEntry, entryHash, storedEntry, trailValue } from '#core/audit/index'

const entry: AuditEntry = {
  municipalityId: 1n,
  at: new Date('2026-11-22T12:00:00.123Z'),
  actor: { userId: 7n, name: 'Maria' },
  action: 'tests.rename',
  subject: { type: 'tests.thing', id: 42n },
  description: 'Nome alterado',
  reason: 'engano',
  payload: { input: { b: 1, a: '2' } },
}

test.group('Audit | entry', () => {
  test('keeps the instant to the microsecond and the payload as canonical text', ({ assert }) => {
    const row = storedEntry(entry)
    assert.equal(row.at, '2026-11-22T12:00:00.123000Z')
    assert.equal(row.payload, '{"input":{"a":"2","b":1}}')
  })

  test('gives the same hash to the same entry and another to any changed column', ({ assert }) => {
    const row = storedEntry(entry)
    const changes = {
      municipality_id: 2n,
      at: '2026-11-22T12:00:00.124000Z',
      actor_id: 8n,
      actor_name: 'Mario',
      action: 'tests.rename2',
      subject_type: null,
      subject_id: 43n,
      description: 'Nome alterado.',
      reason: null,
      payload: '{}',
    }
    assert.equal(entryHash(row), entryHash({ ...row }))
    const hashes = Object.entries(changes).map(([column, value]) =>
      entryHash({ ...row, [column]: value })
    )
    assert.lengthOf(new Set([entryHash(row), ...hashes]), 1 + Object.keys(changes).length)
  })

  test('masks secrets and writes instants, decimals and files as plain values', ({ assert }) => {
    const input = {
      when: new Date('2026-01-02T03:04:05Z'),
      rate: 1.5,
      id: 9n,
      newPassword: 'abc',
      nested: [{ senha: 'x', name: 'y' }],
      file: { clientName: 'retorno.txt', size: 120, tmpPath: '/x' },
      absent: undefined,
    }
    assert.deepEqual(trailValue(input), {
      when: '2026-01-02T03:04:05.000Z',
      rate: '1.5',
      id: '9',
      newPassword: '•••',
      nested: [{ senha: '•••', name: 'y' }],
      file: { file: 'retorno.txt', bytes: 120 },
    })
  })
})
