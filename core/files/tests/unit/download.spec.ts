import { test } from '@japa/runner'
import { HttpContextFactory } from '@adonisjs/core/factories/http'
import { sendFile } from '#core/files/index'

const fileOf = (name: string, mediaType: string) => ({
  id: 1n,
  name,
  mediaType,
  sha256: '',
  content: new TextEncoder().encode('olá'),
})

test.group('Files | sendFile', () => {
  test('names the file as it was received, also for programs that read only ASCII', ({
    assert,
  }) => {
    const ctx = new HttpContextFactory().create()
    sendFile(ctx, fileOf('Retorno "março".txt', 'text/plain'))
    assert.equal(
      ctx.response.getHeader('content-disposition'),
      `inline; filename="Retorno _marco_.txt"; filename*=UTF-8''Retorno%20%22mar%C3%A7o%22.txt`
    )
    assert.equal(ctx.response.getHeader('content-length'), '4')
  })

  test('never lets a stored page run as one of ours', ({ assert }) => {
    for (const type of ['text/html', 'image/svg+xml', 'application/octet-stream']) {
      const ctx = new HttpContextFactory().create()
      sendFile(ctx, fileOf('x', type))
      assert.match(String(ctx.response.getHeader('content-disposition')), /^attachment/)
      assert.equal(ctx.response.getHeader('x-content-type-options'), 'nosniff')
    }
  })
})
