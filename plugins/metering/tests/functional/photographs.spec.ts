import { randomBytes } from 'node:crypto'
import { test } from '@japa/runner'
import sharp from 'sharp'
import db from '@adonisjs/lucid/services/db'
import User from '#core/access/models/user'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'

const MEGABYTE = 1024 * 1024

/** As much detail as a picture can have, in at least eight megabytes. */
async function heavyPhotograph(): Promise<Buffer> {
  const [width, height] = [3400, 2550]
  const raw = { width, height, channels: 3 } as const
  const picture = await sharp(randomBytes(width * height * 3), { raw })
    .jpeg({ quality: 97 })
    .toBuffer()
  if (picture.byteLength < 8 * MEGABYTE) throw new Error(`only ${picture.byteLength} bytes`)
  return picture
}

test.group('Metering | photographs of occurrences', (group) => {
  freshDatabase(group)

  test('an 8 MB photograph of a broken meter is kept small enough and large enough', async ({
    client,
    assert,
  }) => {
    const bruno = await User.findByOrFail('email', 'bruno.faturamento@demo.aqueduto')
    const [meter] = await query<{ id: bigint }>(
      db,
      'select id from metering_meters order by id limit 1'
    )
    const path = `/metering/meters/${meter!.id}`
    const sent = await client
      .post(`${path}/attachments`)
      .field('kind', 'broken')
      .file('file', await heavyPhotograph(), { filename: 'quebrado.jpg' })
      .withCsrfToken()
      .redirects(0)
      .loginAs(bruno)
    sent.assertStatus(302)
    const page = await client.get(`${path}?tab=attachments`).loginAs(bruno)
    const item = page.text().split('<li class="attachment">')[1]!
    const words = item.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
    assert.include(words, 'Hidrômetro quebrado')
    assert.include(words, 'Bruno Matos')
    assert.match(words, /\d\d\/\d\d\/\d{4}/)
    const [, file = ''] = /href="([^"]*\/attachments\/\d+[^"]*)"/.exec(item) ?? []
    assert.include(file, path)
    const opened = await client.get(file).loginAs(bruno)
    opened.assertStatus(200)
    const kept = opened.body() as Buffer
    const { width = 0, format } = await sharp(kept).metadata()
    assert.equal(format, 'jpeg')
    assert.isAtMost(kept.byteLength, 1500 * 1024)
    assert.isAtLeast(width, 1024)
  }).tags(['@TR-3.2.3.7'])
})
