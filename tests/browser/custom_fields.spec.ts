import { test } from '@japa/runner'
import type { Page } from 'playwright'
import db from '@adonisjs/lucid/services/db'
import { addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { customFacts } from '#core/records/index'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

const DRAFT = '/configuration/custom-fields/registry.customers/draft'
const LIST = '/registry/customers'

interface Content {
  fields: Record<string, unknown>[]
}
const contentOf = async (page: Page) =>
  JSON.parse(await page.locator('#content').inputValue()) as Content

const add = (page: Page, type: string) =>
  page.locator('.field-palette').getByRole('button', { name: type, exact: true }).click()
const nameIt = (page: Page, label: string) => page.getByLabel('Nome', { exact: true }).fill(label)

/** Draws up the fields of the test: a text, a list of options and a date that is only asked for one of them. */
async function design(page: Page) {
  await page.goto(address(DRAFT))
  await add(page, 'Texto curto')
  await nameIt(page, 'Apelido')
  for (const use of ['Coluna da lista', 'Filtro da lista', 'Encontrado pela busca'])
    await page.getByLabel(use).check()
  await add(page, 'Lista de opções')
  await nameIt(page, 'Origem do cadastro')
  await page.getByLabel('Opção 1', { exact: true }).fill('Balcão')
  await page.getByRole('button', { name: 'Acrescentar opção' }).click()
  await page.getByLabel('Opção 2', { exact: true }).fill('Recenseamento')
  await page.getByLabel('Filtro da lista').check()
  await add(page, 'Data')
  await nameIt(page, 'Recenseado em')
  await page.getByLabel('Só aparece quando', { exact: true }).check()
  await page.getByLabel('Acrescentar condição sobre').selectOption({ label: 'Origem do cadastro' })
  await page
    .getByLabel('Só aparece quando: valor', { exact: true })
    .selectOption({ label: 'Recenseamento' })
}

async function approve(
  page: Page,
  person: Page,
  { from, until }: { from?: string; until: string }
) {
  await page.getByRole('button', { name: 'Salvar e revisar' }).click()
  if (from) await page.fill('#from', from)
  await page.fill('#reason', 'O recadastramento pede estes dados')
  await page.getByRole('button', { name: 'Enviar para aprovação' }).click()
  await page.getByText('Aprova outra pessoa').waitFor()
  await person.goto(page.url())
  await person.getByRole('button', { name: 'Aprovar' }).click()
  await person.locator('.version-line [aria-current=step]', { hasText: until }).waitFor()
}

test.group('Browser | designer of added fields', (group) => {
  freshDatabase(group)

  test('fields go from the designer through approval to every screen, file, REST and rules', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    const diego = await enter(await browser.newContext({ viewport: DESK }), 'diego.admin')
    await design(page)
    await page.locator('.field-preview').getByText('Aparece quando').waitFor()
    assert.deepEqual(await contentOf(page), {
      fields: [
        {
          ...{ key: 'apelido', label: 'Apelido', type: 'text' },
          ...{ isInList: true, isFilter: true, isSearched: true },
        },
        {
          ...{ key: 'origem_do_cadastro', label: 'Origem do cadastro', type: 'enum' },
          options: [
            { value: 'balcao', label: 'Balcão' },
            { value: 'recenseamento', label: 'Recenseamento' },
          ],
          isFilter: true,
        },
        {
          ...{ key: 'recenseado_em', label: 'Recenseado em', type: 'date' },
          visibleWhen: {
            and: [
              { '!': [{ is_null: [{ var: ['custom_origem_do_cadastro'] }] }] },
              { '==': [{ var: ['custom_origem_do_cadastro'] }, 'recenseamento'] },
            ],
          },
        },
      ],
    })
    assert.equal(await page.locator('.field-list code').count(), 0)
    await assertReadable(page, assert)
    await approve(page, diego, { until: 'Em vigor' })

    await page.goto(address(`${LIST}/new`))
    await page.fill('#field-name', 'José do Recadastro')
    await page.selectOption('#field-kind', 'person')
    await page.fill('#field-taxpayer_id', '529.982.247-25')
    await page.fill('#field-custom_apelido', 'Zé da Ponte')
    assert.isTrue(await page.locator('[data-field=custom_recenseado_em]').isHidden())
    await page.getByLabel('Origem do cadastro').selectOption({ label: 'Recenseamento' })
    await page.locator('#field-custom_recenseado_em').fill('2026-02-03')
    await page.getByRole('button', { name: 'Salvar', exact: true }).click()
    await page.waitForURL(/\/registry\/customers\/\d+/)
    await page.goto(`${page.url().replace(/[?#].*$/, '')}?tab=facts`)
    await page.getByText('Zé da Ponte').first().waitFor()
    await page.getByText('03/02/2026').first().waitFor()

    await page.goto(address(`${LIST}?custom_origem_do_cadastro=recenseamento`))
    await page.locator('#records td', { hasText: 'Zé da Ponte' }).first().waitFor()
    await page.goto(address(`${LIST}?q=ponte`))
    await page.locator('#records td', { hasText: 'José do Recadastro' }).first().waitFor()
    const file = await page.request.get(address(`${LIST}/export?q=ponte&format=csv&fields=all`))
    assert.match(await file.text(), /Apelido;Origem do cadastro;Recenseado em/)
    const rest = await page.request.get(address(`/api${LIST}?q=ponte`))
    const { data: rows } = (await rest.json()) as { data: { id: string }[] }
    const id = BigInt(rows[0]!.id)
    assert.containSubset(rows[0]!, {
      custom_apelido: 'Zé da Ponte',
      custom_recenseado_em: '2026-02-03',
    })
    const [{ municipalityId }] = (await query<{ municipalityId: bigint }>(
      db,
      'select municipality_id as "municipalityId" from registry_customers where id = ?',
      [id]
    )) as [{ municipalityId: bigint }]
    const { facts } = await customFacts(db, 'registry.customers', { municipalityId, ids: [id] })
    assert.deepEqual(facts.get(id), {
      apelido: 'Zé da Ponte',
      origem_do_cadastro: 'recenseamento',
      recenseado_em: '2026-02-03',
    })
    assert.deepEqual(complaints, [])

    // Taken away, it is inactive: its data stays, its code and type are for good.
    await page.goto(address(DRAFT))
    await page.getByText('1 registro preenchido').first().waitFor()
    await page.getByRole('button', { name: 'Apelido' }).first().click()
    await nameIt(page, 'Como é conhecido')
    assert.isTrue(await page.getByLabel('Tipo', { exact: true }).isDisabled())
    await page.getByRole('button', { name: 'Retirar o campo Como é conhecido' }).click()
    await page.getByText('1 registro preenchido: os dados ficam.').waitFor()
    const { fields } = await contentOf(page)
    assert.containSubset(fields[0]!, {
      key: 'apelido',
      label: 'Como é conhecido',
      isInactive: true,
    })
    await assertReadable(page, assert)
    const next = addDays(clock.today('America/Cuiaba'), 1)
    await approve(page, diego, { from: next, until: 'Aprovada' })
    const [stored] = await query<{ custom: { apelido: string } }>(
      db,
      'select custom from registry_customers where id = ?',
      [id]
    )
    assert.equal(stored!.custom.apelido, 'Zé da Ponte')
    await context.close()
    await diego.context().close()
  }).timeout(120_000)

  test('they are reordered by keys, undone, and what the designer does not show stays', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: PHONE })
    const page = await enter(context, 'ana.admin')
    await page.goto(address('/configuration/custom-fields/registry.premises/draft'))
    for (const label of ['Um', 'Dois', 'Três']) {
      await add(page, 'Número inteiro')
      await nameIt(page, label)
    }
    const labels = async () => {
      const { fields } = await contentOf(page)
      return fields.map(({ label }) => label)
    }
    await page.locator('[data-field-head="2"]').press('Alt+ArrowUp')
    assert.deepEqual(await labels(), ['Um', 'Três', 'Dois'])
    await page.keyboard.press('Control+z')
    assert.deepEqual(await labels(), ['Um', 'Dois', 'Três'])
    await page.getByLabel('Mínimo').fill('10')
    await page.getByLabel('Máximo').fill('2')
    await page.locator('.schema-issue', { hasText: 'o mínimo é maior que o máximo' }).waitFor()
    await page.getByLabel('Máximo').fill('20')
    await page.locator('.schema-issue').waitFor({ state: 'detached' })
    const { fields } = await contentOf(page)
    assert.containSubset(fields[1]!, { minimum: '10', maximum: '20' })
    await page.getByLabel('Mostrar códigos').check()
    await page.locator('.field-list code', { hasText: 'tres' }).waitFor()
    await assertReadable(page, assert)
    await context.close()
  }).timeout(60_000)
})
