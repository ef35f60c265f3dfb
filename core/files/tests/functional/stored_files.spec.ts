import { readdir, rm, writeFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { readStoredFile, storeFile } from '#core/files/index'
import { varPath } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'

const bytes = (text: string) => new TextEncoder().encode(text)
const store = (text: string, name = 'retorno.txt') =>
  db.transaction((tx) =>
    storeFile(tx, {
      municipalityId: 1n,
      name,
      mediaType: 'text/plain',
      content: bytes(text),
      createdBy: null,
    })
  )
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code: string }) => error.code
  )

test.group('Files | stored files', (group) => {
  freshDatabase(group)
  const kept = async () => {
    const entries = await readdir(varPath('files'), { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  }

  test('gives back what was received, byte for byte', async ({ assert }) => {
    const { id, sha256 } = await store('linha 1\r\nlinha 2 ção')
    const file = await readStoredFile(db, 1n, id)
    assert.deepEqual(new Uint8Array(file.content), bytes('linha 1\r\nlinha 2 ção'))
    assert.containsSubset(file, { name: 'retorno.txt', mediaType: 'text/plain', sha256 })
    const empty = await store('')
    const nothing = await readStoredFile(db, 1n, empty.id)
    assert.lengthOf(nothing.content, 0)
  })

  test('keeps the same bytes once, however often and at once they come', async ({ assert }) => {
    const [first, second] = await Promise.all([store('igual', 'a.txt'), store('igual', 'b.txt')])
    assert.notEqual(first.id, second.id)
    assert.equal(first.sha256, second.sha256)
    const names = await kept()
    assert.lengthOf(
      names.filter((name) => name.includes(first.sha256)),
      1
    )
  })

  test('knows no file of another municipality', async ({ assert }) => {
    const { id } = await store('segredo')
    assert.equal(await codeOf(readStoredFile(db, 2n, id)), 'E_FILES_UNKNOWN')
  })

  test('refuses to give a file whose bytes were changed or lost', async ({ assert }) => {
    const { id, sha256 } = await store('original, que vai ser alterado')
    const path = varPath('files', sha256.slice(0, 2), sha256)
    await writeFile(path, 'alterado')
    assert.equal(await codeOf(readStoredFile(db, 1n, id)), 'E_FILES_DAMAGED')
    await rm(path)
    assert.equal(await codeOf(readStoredFile(db, 1n, id)), 'E_FILES_DAMAGED')
  })
})
