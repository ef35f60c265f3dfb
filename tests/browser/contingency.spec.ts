import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { Page } from 'playwright'
import { actorOfUser } from '#core/access/index'
import User from '#core/access/models/user'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { contingencyJob } from '#core/records/contingency/pack_job'
import { issue } from '#plugins/receivables/tests/functional/issued'
import { freshDatabase } from '#tests/support/database'
import { DESK, address, assertReadable, enter, listenForComplaints } from './support.ts'

const PHRASE = 'três tatus cavam túneis'

async function unlock(page: Page, phrase: string): Promise<void> {
  await page.getByLabel('Frase secreta').fill(phrase)
  await page.getByRole('button', { name: 'Abrir' }).click()
}

const packs = () =>
  query<{ id: bigint; erased: boolean; state: string }>(
    db,
    `select p.id, p.erased_at is not null as erased, f.state
       from records_contingency_packs p join files_objects f on f.id = p.file_id order by p.id`
  )

test.group('Browser | contingency pack', (group) => {
  freshDatabase(group)
  let folder = ''
  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pack-'))
    return () => rm(folder, { recursive: true, force: true })
  })

  const ana = async () => {
    const user = await User.findByOrFail('email', 'ana.admin@demo.aqueduto')
    return (await actorOfUser(BigInt(user.id)))!
  }

  test('is refused while there is no passphrase', async ({ assert }) => {
    const run = await runInline(contingencyJob, { token: 'cedo' }, await ana())
    assert.equal(run.status, 'failed')
    assert.lengthOf(await packs(), 0)
  })

  test('opens without network by its passphrase, finds a premise and shows what it owes', async ({
    browser,
    assert,
  }) => {
    const { document, premiseId } = await issue([['water', 4321n]])
    const context = await browser.newContext({ viewport: DESK, acceptDownloads: true })
    const page = await enter(context, 'ana.admin')
    await page.goto(address('/contingency'))
    await page.getByLabel('Frase secreta').fill(PHRASE)
    await page.getByRole('button', { name: 'Definir' }).click()
    await page.getByText('Frase secreta do pacote de contingência definida').waitFor()
    await runInline(contingencyJob, { token: 'noite' }, await ana())
    await page.goto(address('/contingency'))
    await assertReadable(page, assert)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Baixar' }).click(),
    ])
    const file = join(folder, 'pack.html')
    await download.saveAs(file)
    const [premise] = await query<{ number: string; holder: string; cpf: string }>(
      db,
      `select registration_number as number, holder_name as holder, holder_taxpayer_id as cpf
         from registry_premises where id = ?`,
      [premiseId]
    )
    const text = await readFile(file, 'utf8')
    assert.notInclude(text, premise!.holder)
    assert.notInclude(text, PHRASE)

    const outside = await browser.newContext({ viewport: DESK, offline: true })
    const desk = await outside.newPage()
    const complaints = listenForComplaints(desk)
    const asked: string[] = []
    desk.on('request', (request) => asked.push(request.url()))
    await desk.goto(pathToFileURL(file).href)
    await unlock(desk, 'não é esta a frase')
    await desk.getByText('A frase não abre este pacote').waitFor()
    await unlock(desk, PHRASE)
    for (const words of [premise!.number, premise!.holder.toUpperCase(), premise!.cpf]) {
      await desk.getByLabel('Matrícula, nome, rua').fill(words)
      await desk.locator('#results button').first().click()
      await desk.getByText('R$ 43,21').first().waitFor()
    }
    const [paper] = await query<{ line: string; pix: string }>(
      db,
      'select line, pix_payload as pix from receivables_documents where number = ?',
      [document.number]
    )
    const shown = await desk.locator('#entry').innerText()
    for (const part of [paper!.line, paper!.pix, 'Ligações', 'Últimas leituras'])
      assert.include(shown, part)
    assert.deepEqual(complaints, [])
    assert.deepEqual(
      asked.filter((url) => !url.startsWith('file:')),
      []
    )

    const trail = await query<{ description: string; payload: unknown }>(
      db,
      `select description, payload::text from audit_entries where action like 'records.%contingency%' order by id`
    )
    assert.notInclude(JSON.stringify(trail), PHRASE)
    assert.isTrue(trail.some(({ description }) => description.startsWith('Baixou o pacote')))
    const [read] = await query<{ rows: number }>(
      db,
      `select rows from audit_personal_reads where record_type = 'records.contingency'`
    )
    assert.isAbove(Number(read!.rows), 10)

    // A pack that lost a block is told, not shown in part.
    const cut = join(folder, 'cut.html')
    await writeFile(
      cut,
      text.replace(/<script type="application\/octet-stream">[^<]*<\/script>/, '')
    )
    await desk.goto(pathToFileURL(cut).href)
    await unlock(desk, PHRASE)
    await desk.getByText('O arquivo está incompleto').waitFor()
    await outside.close()
    await context.close()
  }).timeout(120_000)

  test('keeps so many packs, erases the older ones and their bytes', async ({ assert }) => {
    const actor = await ana()
    for (let night = 1; night <= 8; night++)
      await runInline(contingencyJob, { token: `noite ${night}` }, actor)
    const all = await packs()
    assert.lengthOf(
      all.filter(({ erased }) => !erased),
      7
    )
    assert.isTrue(all.every(({ erased, state }) => erased === (state === 'erased')))
  })

  test('is given only to who may take it', async ({ browser, assert }) => {
    const context = await browser.newContext()
    await enter(context, 'carla.atendimento')
    const kept = await packs()
    const response = await context.request.get(address(`/contingency/${kept.at(-1)!.id}/file`))
    assert.equal(response.status(), 403)
    await context.close()
  })
})
