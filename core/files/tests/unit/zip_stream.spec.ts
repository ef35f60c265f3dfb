import { test } from '@japa/runner'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { unpacksWithin, zipStream } from '#core/files/index'

async function* parts() {
  yield { name: 'um.pdf', content: Buffer.from('primeiro') }
  yield { name: 'dois.pdf', content: Buffer.from('segundo, com mais texto') }
}

test.group('Files | zipStream', () => {
  test('an archive reader finds each part as it was, and the same parts give the same bytes', async ({
    assert,
  }) => {
    const one = await buffer(Readable.from(zipStream(parts())))
    const two = await buffer(Readable.from(zipStream(parts())))
    assert.isTrue(one.equals(two))
    assert.include(one.toString('latin1'), 'primeiro')
    const bytes = 'primeiro'.length + 'segundo, com mais texto'.length
    assert.isTrue(await unpacksWithin(one, bytes))
    assert.isFalse(await unpacksWithin(one, bytes - 1))
  })
})
