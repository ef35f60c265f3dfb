import { tmpdir } from 'node:os'
import { test } from '@japa/runner'
import { checkSpace, fullDiskText } from '../../embedded/space.ts'

test.group('Database | space on the disk', () => {
  test('a disk with room lets the server start', ({ assert }) => {
    assert.doesNotThrow(() => checkSpace(tmpdir(), 'later'))
  })

  test('a full disk is told in one line, however deep the cause', ({ assert }) => {
    const cause = Object.assign(new Error('could not extend file'), { code: '53100' })
    const wrapped = new Error('copy failed', { cause: new Error('stream', { cause }) })
    assert.match(fullDiskText(wrapped)!, /^E_DATABASE_DISK: o disco encheu/)
    assert.match(
      fullDiskText(Object.assign(new Error('x'), { code: 'ENOSPC' }))!,
      /E_DATABASE_DISK/
    )
    assert.isNull(fullDiskText(new Error('another thing')))
  })
})
