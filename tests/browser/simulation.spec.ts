import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { RefMonth } from '#core/calendar/index'
import { inForce, saveDraft } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { query } from '#core/database/index'
import { billMonth, readMonth } from '#plugins/billing/tests/functional/read_month'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

const REFERENCE = '2026-11' as RefMonth

/** A draft of the table in force that asks 10 % more, written by Bruno. */
async function draft(municipalityId: bigint): Promise<bigint> {
  const version = await inForce('tariff-table', 'default', municipalityId, '2026-11-22' as never)
  const [author] = await query<{ id: bigint }>(
    db,
    `select id from access_users where email like 'bruno.%'`
  )
  const content = JSON.parse(JSON.stringify(version!.content), (key, value: unknown) =>
    key === 'price' ? (Number(value) * 1.1).toFixed(6) : value
  ) as Json
  return db.transaction((tx) =>
    saveDraft(tx, {
      ...{ kind: 'tariff-table', key: 'default', municipalityId, content },
      authorId: author!.id,
    })
  )
}

/** Does what a worker would do with every run that waits. */
async function work(): Promise<void> {
  const { workRun } = await import('#core/jobs/work_run')
  const runs = await query<{ id: bigint }>(db, `select id from jobs_runs where status = 'planned'`)
  for (const { id } of runs) while ((await workRun(id)) !== 'over');
}

test.group('Browser | simulation and re-performance', (group) => {
  freshDatabase(group)
  let versionId = 0n
  group.setup(async () => {
    const month = await readMonth('01', REFERENCE)
    await billMonth(month)
    versionId = await draft(month.municipalityId)
  })

  test('a tariff table is tried on a past month, from the version to one bill side by side', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'bruno.faturamento')
    const complaints = listenForComplaints(page)
    await page.goto(address(`/configuration/versions/${versionId}`))
    await assertReadable(page, assert)
    await page.getByRole('link', { name: 'Simular sobre o passado' }).click()
    await assertReadable(page, assert)
    await page.getByRole('button', { name: 'Simular' }).click()
    await page.getByText('Preparando').waitFor()
    await assertReadable(page, assert)
    await work()
    await page.getByRole('heading', { name: 'Maiores mudanças' }).waitFor()
    const simulation = page.url()
    await page.getByRole('heading', { name: 'Por faixa de consumo' }).waitFor()
    await page.locator('table a', { hasText: 'Fatura' }).first().click()
    await page.getByText('Como foi').first().waitFor()
    const bill = page.url()
    await page.goto(address('/configuration/replays'))
    await page.getByRole('button', { name: 'Recalcular e comparar' }).click()
    await page.getByText('Preparando').waitFor()
    await work()
    await page.getByText('Tudo igual').waitFor()
    const replay = page.url()
    assert.deepEqual(complaints, [])
    await context.close()

    for (const viewport of [DESK, PHONE]) {
      const other = await browser.newContext({ viewport })
      const reader = await enter(other, 'bruno.faturamento')
      const pages = [
        ...[simulation, bill, replay, address('/configuration/replays')],
        address(`/configuration/versions/${versionId}`),
        address(`/configuration/versions/${versionId}/simulate`),
      ]
      for (const [index, path] of pages.entries()) {
        await reader.goto(path)
        await assertReadable(reader, assert)
        await picture(reader, `${viewport.width}-${index}`)
      }
      await other.close()
    }
  }).timeout(180_000)
})

async function picture(page: import('playwright').Page, name: string) {
  const folder = process.env.SIM_PICTURES
  if (!folder) return
  for (const theme of ['light', 'dark']) {
    await page.evaluate(`document.documentElement.dataset.bsTheme = '${theme}'`)
    await page.screenshot({ path: `${folder}/${name}-${theme}.png`, fullPage: true })
  }
}
