import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { photograph } from '#tests/support/pictures'
import {
  DESK,
  PHONE,
  address,
  assertReadable,
  enter,
  listenForComplaints,
  until,
} from './support.ts'

interface Unit {
  readonly id: bigint
  readonly registration_number: string
  readonly name: string
}

const unitOf = async (index: number): Promise<Unit> => {
  const rows = await query<Unit>(
    db,
    `select p.id, p.registration_number, c.name from registry_premises p
       join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
       join registry_customers c on c.id = h.customer_id and c.kind = 'person'
      where p.kind = 'single' order by p.id limit 4`
  )
  return rows[index]!
}

test.group('Browser | consumption reviews', (group) => {
  freshDatabase(group)

  test('opened at the desk with what the registry knows, filled, photographed, moved and closed on a phone, seen in the office', async ({
    browser,
    assert,
  }) => {
    const unit = await unitOf(0)
    await query(
      db,
      'update registry_premises set has_water_tank = true, residents = 4 where id = ?',
      [unit.id]
    )
    const desk = await browser.newContext({ viewport: DESK })
    const carla = await enter(desk, 'carla.atendimento')
    const complaints = listenForComplaints(carla)
    await carla.goto(address(`/registry/premises/${unit.id}`))
    await carla.getByRole('link', { name: 'Abrir revisão de consumo' }).click()
    await carla.locator('.cr-unit', { hasText: unit.name }).waitFor()
    await until(
      carla,
      `document.getElementById('field-has_water_tank').value === 'yes' && document.getElementById('field-residents').value === '4'`
    )
    await carla.getByLabel('Mês em revisão').fill('2026-09')
    await carla.getByLabel('Origem').selectOption({ label: 'Pedido do cliente' })
    await carla.locator('#field-requested_on').fill('2026-10-05')
    await carla.getByLabel('Nome do proponente').fill('João Pereira')
    await carla.getByLabel('Descrição da ocorrência').fill('A conta veio o triplo.')
    await assertReadable(carla, assert)
    await carla.getByRole('button', { name: 'Salvar' }).click()
    await carla.getByRole('link', { name: 'Marcar visita técnica' }).click()
    await carla.waitForURL(/change\/visit$/)
    const review = /\/reviews\/reviews\/(\d+)/.exec(carla.url())![1]!
    await carla.getByLabel('Responsável').selectOption({ label: 'Elisa Prado' })
    await carla.getByLabel('Hora').fill('09:30')
    await carla.getByRole('button', { name: 'Marcar visita técnica' }).click()
    await carla.getByText('às 09:30').first().waitFor()
    await assertReadable(carla, assert)
    await carla.goto(address('/reviews/agenda'))
    await carla.getByText('Elisa Prado').last().waitFor()
    await assertReadable(carla, assert)

    const phone = await browser.newContext({ viewport: PHONE })
    const elisa = await enter(phone, 'elisa.leitura')
    const told = listenForComplaints(elisa)
    await elisa.goto(address('/reviews/field'))
    await assertReadable(elisa, assert)
    await elisa.locator('.cr-visits a').first().click()
    await elisa.locator('.cr-field').waitFor()
    await assertReadable(elisa, assert)
    await elisa.getByLabel('Moradores').fill('6')
    const pool = elisa.getByRole('group', { name: 'Piscina' })
    await pool.getByLabel('Não').check()
    await elisa.getByLabel('Constatação').fill('Boia da caixa travada, água correndo pelo ladrão.')
    for (const [index, said] of ['1 foto guardada.', '2 fotos guardadas.'].entries()) {
      const buffer = await photograph(400 + index, 300)
      await elisa
        .getByLabel('Foto', { exact: true })
        .setInputFiles({ name: `boia-${index}.jpg`, mimeType: 'image/jpeg', buffer })
      await elisa.getByRole('button', { name: 'Guardar', exact: true }).click()
      await elisa.getByText(said).waitFor()
    }
    assert.equal(await elisa.getByLabel('Moradores').inputValue(), '6')
    await elisa.getByLabel('Depois da visita').selectOption({ label: 'Pôr em análise' })
    await elisa.getByRole('button', { name: 'Guardar e encerrar a visita' }).click()
    await elisa.getByText('Nenhuma visita marcada para você').waitFor()
    await assertReadable(elisa, assert)

    await carla.goto(address(`/reviews/reviews/${review}?tab=attachments`))
    const kept = carla.locator('li.attachment', { hasText: 'Foto da visita' })
    await kept.first().waitFor()
    assert.equal(await kept.count(), 2)
    const facts = await carla.locator('main').textContent()
    for (const text of ['Em análise', 'A conta veio o triplo.', 'João Pereira'])
      assert.include(facts, text)
    await carla.goto(address(`/reviews/reviews/${review}?tab=history`))
    await carla.getByText('Boia da caixa travada').first().waitFor()
    await carla.getByText('para Em análise').first().waitFor()
    await assertReadable(carla, assert)
    assert.deepEqual([...complaints, ...told], [])
    await phone.close()
    await desk.close()
  })
    .timeout(150_000)
    .tags(['@TR-3.2.6.5'])
})
