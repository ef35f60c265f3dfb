import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { DOCUMENTS, PHOTOS, acceptFile, readStoredFile } from '#core/files/index'
import env from '#core/kernel/env'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { pdf, photograph } from '#tests/support/pictures'

const DOCUMENT = { name: 'tests.document', ...DOCUMENTS }
const actor = systemActor(1n, 'Teste')
const accept = (content: Uint8Array, name = 'arquivo.pdf', purpose = DOCUMENT) =>
  acceptFile(purpose, { name, content }, actor)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code: string }) => error.code
  )

/** A clamd that answers one word to whatever it is sent, and counts what it got. */
async function fakeClamd(answer: string) {
  const got = { bytes: 0 }
  const server = createServer((socket) => {
    let tail = Buffer.alloc(0)
    socket.on('data', (piece) => {
      got.bytes += piece.length
      tail = Buffer.concat([tail, piece]).subarray(-4)
      if (tail.equals(Buffer.alloc(4))) socket.end(`stream: ${answer}\0`)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { got, address: `127.0.0.1:${port}`, close: () => server.close() }
}

test.group('Files | virus scanner', (group) => {
  freshDatabase(group)
  group.each.teardown(() => {
    env.set('ANTIVIRUS_CLAMD', '')
    env.set('ANTIVIRUS_COMMAND', '')
  })

  test('a clean file passes clamd whole', async ({ assert }) => {
    const clamd = await fakeClamd('OK')
    env.set('ANTIVIRUS_CLAMD', clamd.address)
    const accepted = await accept(pdf('limpo'))
    clamd.close()
    assert.equal(accepted.mediaType, 'application/pdf')
    assert.equal(clamd.got.bytes, 'zINSTREAM\0'.length + 4 + pdf('limpo').length + 4)
  })

  test('an infected file is set aside, told in the trail, and never given out', async ({
    assert,
  }) => {
    const clamd = await fakeClamd('Eicar-Signature FOUND')
    env.set('ANTIVIRUS_CLAMD', clamd.address)
    assert.equal(await codeOf(accept(pdf('infectado'), 'conta.pdf')), 'E_FILES_INFECTED')
    clamd.close()
    const [file] = await query<{ id: bigint; state: string; infection: string; stored_as: string }>(
      db,
      'select id, state, infection, stored_as from files_objects order by id desc limit 1'
    )
    assert.containsSubset(file, { state: 'quarantined', infection: 'Eicar-Signature' })
    assert.match(file!.stored_as, /^quarantine\//)
    assert.equal(await codeOf(readStoredFile(db, 1n, file!.id)), 'E_FILES_QUARANTINED')
    const [entry] = await query<{ description: string }>(
      db,
      "select description from audit_entries where action = 'files.quarantine'"
    )
    assert.equal(entry!.description, 'Antivírus recusou o arquivo conta.pdf: Eicar-Signature')
  })

  test('nothing passes a scanner that does not answer', async ({ assert }) => {
    const clamd = await fakeClamd('OK')
    clamd.close()
    env.set('ANTIVIRUS_CLAMD', clamd.address)
    assert.equal(await codeOf(accept(pdf())), 'E_FILES_SCANNER')
    env.set('ANTIVIRUS_CLAMD', '')
    env.set('ANTIVIRUS_COMMAND', '/there/is/no/scanner -')
    assert.equal(await codeOf(accept(pdf())), 'E_FILES_SCANNER')
  })

  test('a command answers by its exit code', async ({ assert }) => {
    const folder = await mkdtemp(join(tmpdir(), 'scanner-'))
    const program = join(folder, 'scan')
    await writeFile(
      program,
      '#!/bin/sh\nif grep -q VIRUS; then echo "stdin: Teste.Virus FOUND"; exit 1; fi\nexit 0\n'
    )
    await chmod(program, 0o755)
    env.set('ANTIVIRUS_COMMAND', `${program} -`)
    assert.isNull(await codeOf(accept(pdf('limpo'))))
    const failure = await accept(pdf('VIRUS')).catch((error: unknown) => error as Error)
    assert.include((failure as Error).message, 'Teste.Virus')
    await rm(folder, { recursive: true })
  })
})

/** An archive whose first entry is stored, as office programs write it; only what tells its kind. */
function archive(...names: readonly (readonly [string, string])[]): Buffer {
  const entries = names.map(([name, content]) => {
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt32LE(content.length, 18)
    head.writeUInt32LE(content.length, 22)
    head.writeUInt16LE(name.length, 26)
    return Buffer.concat([head, Buffer.from(name + content, 'latin1')])
  })
  return Buffer.concat(entries)
}

test.group('Files | formats by content', (group) => {
  freshDatabase(group)
  const mediaType = async (content: Uint8Array, name: string) => {
    const accepted = await accept(content, name)
    return [accepted.mediaType.split(/[./]/).at(-1), accepted.clientName]
  }

  test('knows office documents and texts, and gives each the ending of what it is', async ({
    assert,
  }) => {
    const types: [string, string] = ['[Content_Types].xml', '<Types/>']
    const odt = 'application/vnd.oasis.opendocument.text'
    assert.deepEqual(await mediaType(archive(types, ['word/document.xml', 'x']), 'a.zip'), [
      'document',
      'a.docx',
    ])
    assert.deepEqual(await mediaType(archive(types, ['xl/workbook.xml', 'x']), 'b.exe'), [
      'sheet',
      'b.xlsx',
    ])
    assert.deepEqual(await mediaType(archive(['mimetype', odt], ['content.xml', '']), 'c.odt'), [
      'text',
      'c.odt',
    ])
    assert.deepEqual(await mediaType(Buffer.from('um;dois\r\nção'), 'C:\\pasta\\lista.csv'), [
      'plain',
      'lista.csv',
    ])
    assert.deepEqual(await mediaType(Buffer.from('texto'), 'x.html'), ['plain', 'x.html.txt'])
  })

  test('refuses macros, archives, programs, pages and what only ends in a known format', async ({
    assert,
  }) => {
    const types: [string, string] = ['[Content_Types].xml', '<Types/>']
    const refused = [
      archive(types, ['word/document.xml', 'x'], ['word/vbaProject.bin', 'x']),
      archive(['qualquer.txt', 'x']),
      Buffer.from('\x7fELF\x02'),
      Buffer.from('#!/bin/sh\nrm -rf /'),
      Buffer.from('\uFEFF <!DOCTYPE html><p>oi'),
      Buffer.from('um texto com <script>alert(1)</script>'),
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      Buffer.concat([Buffer.from('GIF89a\x01\x00\x01\x00'), pdf()]),
    ]
    for (const content of refused) {
      assert.equal(await codeOf(accept(content, 'conta.pdf')), 'E_FILES_FORMAT')
    }
  })

  test('a purpose takes its own formats and sizes only', async ({ assert }) => {
    const photos = { name: 'tests.photo', ...PHOTOS }
    assert.equal(await codeOf(accept(pdf(), 'a.jpg', photos)), 'E_FILES_FORMAT')
    assert.isNull(await codeOf(accept(await photograph(), 'a.jpg', photos)))
    const small = { ...photos, maxBytes: 100 }
    assert.equal(await codeOf(accept(await photograph(), 'a.jpg', small)), 'E_FILES_TOO_LARGE')
  })
})
